package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneChoiceTest {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: staging
            clusters:
            - {name: one, cluster: {server: "https://one.example:6443", certificate-authority: pki/ca.crt}}
            - {name: two, cluster: {server: "https://two.example:6443"}}
            contexts:
            - {name: staging, context: {cluster: one, user: me}}
            - {name: production, context: {cluster: two, user: me, namespace: shop}}
            - {name: broken, context: {cluster: three, user: me}}
            users:
            - {name: me, user: {client-certificate: /abs/me.crt, client-key: me.key}}
            """;

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void writeKubeconfig() throws IOException {
        file = Files.writeString(Files.createDirectory(home.resolve(".kube")).resolve("config"), KUBECONFIG);
    }

    @Test
    void neverTakesTheCurrentContextOfItsOwnAccord() {
        Map<String, String> environment = Map.of("HOME", home.toString(), "KUBECONFIG", file.toString());
        assertThat(ControlPlaneChoice.of(Optional.empty(), Optional.empty(), environment))
                .isNotInstanceOf(ControlPlaneChoice.Named.class);
    }

    @Test
    void takesTheCurrentContextOfANamedFile() {
        Kubeconfig named = named(Optional.of(file), Optional.empty(), Map.of());
        assertThat(named.context()).isEqualTo("staging");
        assertThat(named.server()).isEqualTo("https://one.example:6443");
    }

    @Test
    void holdsTheNamedContextAloneWithAbsolutePaths() {
        Kubeconfig named = named(Optional.of(file), Optional.of("staging"), Map.of());
        assertThat(named.yaml())
                .contains(
                        "current-context: \"staging\"",
                        file.resolveSibling("pki/ca.crt").toString(),
                        "/abs/me.crt")
                .doesNotContain("production", "two.example");
    }

    @Test
    void findsANamedContextWhereKubectlWould() {
        assertThat(named(Optional.empty(), Optional.of("production"), Map.of("HOME", home.toString()))
                        .server())
                .isEqualTo("https://two.example:6443");
        String list = home.resolve("none") + ":" + file;
        assertThat(named(Optional.empty(), Optional.of("production"), Map.of("KUBECONFIG", list))
                        .server())
                .isEqualTo("https://two.example:6443");
    }

    @Test
    void saysWhatIsWrongWithANamedOne() throws IOException {
        assertThat(reason(Optional.of(file), Optional.of("prod")))
                .isEqualTo("no context prod in " + file + "; it has: staging, production, broken");
        assertThat(reason(Optional.of(file), Optional.of("broken")))
                .isEqualTo("context broken names the cluster three, which its kubeconfig does not have");
        assertThat(reason(Optional.of(home.resolve("none")), Optional.empty()))
                .isEqualTo("no kubeconfig at " + home.resolve("none"));
        assertThat(reason(Optional.of(Files.writeString(home.resolve("list"), "- a\n")), Optional.empty()))
                .startsWith(home.resolve("list") + ": not a kubeconfig");
        assertThat(reason(Optional.of(Files.writeString(home.resolve("empty"), "")), Optional.empty()))
                .startsWith(home.resolve("empty") + ": not a kubeconfig");
    }

    private static Kubeconfig named(Optional<Path> file, Optional<String> context, Map<String, String> environment) {
        assertThat(ControlPlaneChoice.of(file, context, environment)).isInstanceOf(ControlPlaneChoice.Named.class);
        return ((ControlPlaneChoice.Named) ControlPlaneChoice.of(file, context, environment)).kubeconfig();
    }

    private static String reason(Optional<Path> file, Optional<String> context) {
        ControlPlaneChoice choice = ControlPlaneChoice.of(file, context, Map.of());
        assertThat(choice).isInstanceOf(ControlPlaneChoice.Unavailable.class);
        return ((ControlPlaneChoice.Unavailable) choice).reason();
    }
}
