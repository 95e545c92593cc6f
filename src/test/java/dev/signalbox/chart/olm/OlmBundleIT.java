package dev.signalbox.chart.olm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.GoProgram;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The bundle is one to Operator Lifecycle Manager's own validators, and an API server takes what would come of it. */
@ExtendWith(EmptyCluster.class)
class OlmBundleIT {
    private static final String NAMESPACE = "default";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Gates are written by the operator alone: an example of one would be an invitation. And of rights the validators see names of
     * resources and no versions: cronjobs and events of removed versions had the same.
     */
    private static final List<String> MEANT = List.of(
            ".*FreezeGate: provided API should have an example annotation",
            ".*Migrate the API\\(s\\) for ([a-z]+: \\(\\[(\"ClusterServiceVersion\\.Spec\\.InstallStrategy\\.StrategySpec"
                    + "\\.ClusterPermissions\\[0\\]\\.Rules\\[[0-9]+\\]\" ?)+\\]\\),)+");

    @Test
    void validatorsFindNothingButWhatIsMeant() {
        assertThat(check(OlmBundle.DIRECTORY.toString())).satisfies(run -> {
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output().lines()).hasSizeGreaterThan(1).allMatch(line -> MEANT.stream()
                    .anyMatch(line::matches));
        });
    }

    /** The validators are asked, and listen. */
    @Test
    void validatorsFindWhatIsWrong(@TempDir Path directory) throws IOException {
        for (var file : OlmBundle.files().entrySet()) {
            Path written = directory.resolve(file.getKey());
            Files.createDirectories(written.getParent());
            Files.writeString(
                    written,
                    file.getValue()
                            .replace("kind: SLO\n", "kind: Objective\n")
                            .replace("type: AllNamespaces", "type: All"));
        }

        ProgramRun run = check(directory.toString());

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("Objective");
    }

    @Test
    void anApiServerWouldTakeAllThatComesOfIt(ControlPlane cluster, @TempDir Path directory) throws IOException {
        Path csv = OlmBundle.DIRECTORY.resolve("manifests/signalbox.clusterserviceversion.yaml");
        Path objects = Files.writeString(
                directory.resolve("objects.json"),
                list(installedBy(Yaml.read(csv).getFirst())));

        ProgramRun kinds = Kubectl.run(cluster, "apply", "--server-side", "-f", "crds");
        assertThat(kinds.exitCode()).as(kinds.output()).isZero();
        kubectl(cluster, "wait", "--for=condition=Established", "crd", "--all");
        assertThat(applied(cluster, objects)).hasSize(3);
        assertThat(Stream.of(OlmBundle.DIRECTORY.resolve("manifests").toFile().list())
                        .filter(file -> file.matches(".*\\.(clusterrole|service)\\.yaml"))
                        .flatMap(file -> applied(
                                cluster,
                                OlmBundle.DIRECTORY.resolve("manifests").resolve(file))))
                .hasSizeGreaterThan(5);
        String examples = Yaml.read(csv)
                .getFirst()
                .at("/metadata/annotations/alm-examples")
                .asText();
        kubectl(cluster, "create", "namespace", "shop");
        assertThat(applied(cluster, Files.writeString(directory.resolve("examples.json"), list((ArrayNode)
                        JSON.readTree(examples)))))
                .hasSize(5);
    }

    /** The Deployment, the role and the webhook, as Operator Lifecycle Manager makes them. */
    private static ArrayNode installedBy(JsonNode csv) {
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        JsonNode deployment = csv.at("/spec/install/spec/deployments/0");
        ObjectNode deployed =
                object(objects, "apps/v1", "Deployment", deployment.get("name").asText());
        ((ObjectNode) deployed.get("metadata")).put("namespace", NAMESPACE).set("labels", deployment.get("label"));
        deployed.set("spec", deployment.get("spec"));
        object(objects, "rbac.authorization.k8s.io/v1", "ClusterRole", "signalbox-of-the-bundle")
                .set("rules", csv.at("/spec/install/spec/clusterPermissions/0/rules"));
        ObjectNode webhook = csv.at("/spec/webhookdefinitions/0").deepCopy();
        ObjectNode service =
                JsonNodeFactory.instance.objectNode().put("name", "made").put("namespace", NAMESPACE);
        service.set("path", webhook.remove("webhookPath"));
        service.set("port", webhook.remove("containerPort"));
        webhook.set("name", webhook.remove("generateName"));
        webhook.putObject("clientConfig").set("service", service);
        webhook.remove(List.of("type", "deploymentName", "targetPort"));
        object(objects, "admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "made")
                .putArray("webhooks")
                .add(webhook);
        return objects;
    }

    private static ObjectNode object(ArrayNode objects, String apiVersion, String kind, String name) {
        ObjectNode object = objects.addObject().put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name);
        return object;
    }

    private static String list(ArrayNode items) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "List")
                .set("items", items)
                .toString();
    }

    private static Stream<String> applied(ControlPlane cluster, Path file) {
        String output = kubectl(
                cluster, "apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", file.toString());
        assertThat(output.lines()).allMatch(line -> line.endsWith("serverside-applied (server dry run)"));
        return output.lines();
    }

    private static String kubectl(ControlPlane cluster, String... arguments) {
        ProgramRun run = Kubectl.run(cluster, arguments);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    private static ProgramRun check(String directory) {
        return ProgramRun.of(List.of(GoProgram.required("e2e/olm").toString(), directory));
    }
}
