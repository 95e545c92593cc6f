package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.model.Violation;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a real API server lets in, as long as the packaged operator is asked, and once it is gone. */
@ExtendWith(LocalCluster.class)
class AdmissionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RIGHT = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: checkout, namespace: %s, finalizers: [test.signalbox.dev/keep]}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'requests_total{code="500"}', total: requests_total}}
            """;
    private static final String WRONG = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: checkout, namespace: %s, finalizers: [test.signalbox.dev/keep]}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'requests_total{code="500"', total: 'sum(requests_total)'}}
            """;

    @TempDir
    private Path directory;

    private InstalledWebhook webhook;
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void install(LocalCluster.Namespace here) throws IOException {
        client = here.client();
        namespace = here.name();
        webhook = InstalledWebhook.of(here);
    }

    @AfterEach
    void remove() {
        webhook.close();
        client.resources(SLO.class).inNamespace(namespace).list().getItems().forEach(slo -> {
            slo.getMetadata().setFinalizers(List.of());
            client.resource(slo).update();
            client.resource(slo).delete();
        });
    }

    @Test
    void whatIsWrongIsDeniedInTheWordsOfValidate() throws IOException {
        try (RunningOperator operator = webhook.operate()) {
            KubernetesClientException denied =
                    catchThrowableOfType(KubernetesClientException.class, () -> create(WRONG, false));

            assertThat(denied.getCode()).isEqualTo(422);
            // validate tells them in the order of the file, of which the API server has none.
            String prefix = "admission webhook \"validate.signalbox.dev\" denied the request: ";
            assertThat(denied.getStatus().getMessage()).startsWith(prefix);
            assertThat(denied.getStatus()
                            .getMessage()
                            .substring(prefix.length())
                            .split("\n"))
                    .containsExactlyInAnyOrderElementsOf(validated(WRONG));
            assertThat(denied.getStatus().getDetails().getCauses())
                    .extracting(cause -> cause.getField() + ": " + cause.getMessage())
                    .containsExactlyInAnyOrderElementsOf(validated(WRONG));
            assertThat(validated(WRONG)).hasSize(2);
            assertThatThrownBy(() -> create(WRONG, true)).hasMessageContaining("spec.sli.ratio.total");

            create(RIGHT, true);
            assertThat(slo()).as("a dry run").isNull();
            create(RIGHT, false);
            assertThat(slo()).isNotNull();
            assertThat(operator.metric("signalbox_admission_seconds_count", "denied"))
                    .isEqualTo(2);
            assertThat(operator.metric("signalbox_admission_seconds_count", "allowed"))
                    .isEqualTo(2);
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void whatCameInBeforeIsHeldUpOnlyWhereItsSpecChanges() throws IOException {
        create(WRONG, false); // nobody answers yet: it is taken
        try (RunningOperator operator = webhook.operate()) {
            SLO labelled = slo();
            labelled.getMetadata().getLabels().put("team", "payments");
            client.resource(labelled).update();
            Deadline.in(SOON).until(() -> slo().getStatus() != null);
            assertThat(slo().getStatus().conditions().toString())
                    .as("status is written")
                    .contains("Accepted");
            double asked = operator.metric("signalbox_admission_seconds_count", "");
            assertThat(asked).isZero();

            assertThatThrownBy(() -> client.resource(Serialization.unmarshal(
                                    WRONG.replace("99.9", "99.5").formatted(namespace), HasMetadata.class))
                            .update())
                    .hasMessageContaining("spec.sli.ratio.errors");

            client.resource(slo()).delete();
            assertThat(slo().getMetadata().getDeletionTimestamp()).isNotNull();
            SLO going = slo();
            going.getMetadata().setFinalizers(List.of());
            client.resource(going).update();
            assertThat(Deadline.in(SOON).until(() -> slo() == null)).isTrue();
        }
    }

    @Test
    void withoutAnOperatorNothingIsHeldUp() throws IOException {
        webhook.operate().close();
        String other = namespace + "-gone";

        create(WRONG, false);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(other)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("pod")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("app")
                        .withImage("app")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        client.pods().inNamespace(namespace).withName("pod").withGracePeriod(0).delete();
        client.namespaces().withName(other).delete();

        assertThat(Deadline.in(SOON)
                        .until(() -> client.namespaces().withName(other).get() == null))
                .isTrue();
        assertThat(client.pods().inNamespace(namespace).withName("pod").get()).isNull();
        assertThat(slo()).isNotNull();
    }

    private void create(String yaml, boolean dryRun) {
        HasMetadata object = Serialization.unmarshal(yaml.formatted(namespace), HasMetadata.class);
        client.resource(object).dryRun(dryRun).create();
    }

    private SLO slo() {
        return client.resources(SLO.class)
                .inNamespace(namespace)
                .withName("checkout")
                .get();
    }

    private List<String> validated(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("slo.yaml"), yaml.formatted(namespace));
        CommandRun run = CommandRun.of("validate", "-o", "json", file.toString());
        return StreamSupport.stream(new ObjectMapper().readTree(run.out()).spliterator(), false)
                .map(fault -> new Violation(
                                fault.path("path").asText(),
                                fault.path("message").asText(),
                                fault.path("fix").asText())
                        .toString())
                .toList();
    }
}
