package dev.signalbox.operator.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.coverage.Inventory;
import dev.signalbox.coverage.Workload;
import dev.signalbox.coverage.WorkloadName;
import dev.signalbox.model.pipeline.ExpectedCoverage;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real API server tells of workloads, to somebody with the rights that the operator ships with. */
@ExtendWith(LocalCluster.class)
class RunningWorkloadsIT {
    /** Two pages and a part of a third. */
    private static final int MANY = 520;

    @Test
    void allOfManyPagesAreFoundAndEachIsReadAsItIs(LocalCluster.Namespace shop, LocalCluster.Namespace other)
            throws Unlisted, IOException {
        IntStream.range(0, MANY).forEach(i -> create(shop, deployment("web-%03d".formatted(i), "replicas: 1")));
        create(shop, deployment("off", "replicas: 0"));
        create(other, deployment("elsewhere", "replicas: 1"));
        create(shop, """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: nightly}
                spec:
                  schedule: "0 3 * * *"
                  suspend: true
                  jobTemplate: {spec: {template: {metadata: {labels: {app: nightly}}, spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}}}
                """);
        ExpectedCoverage expected = ExpectedCoverage.of(
                ExpectedCoverage.USUAL.required(),
                new LabelSelection(Map.of("kubernetes.io/metadata.name", shop.name()), List.of()),
                List.of(new ExpectedCoverage.Exclusion(
                        Optional.of("Deployment"), Optional.of(shop.name()), Optional.of("web-007"))));

        try (OperatorRights rights = OperatorRights.withCoverage(shop);
                KubernetesClient operator = as(rights)) {
            Inventory inventory = new RunningWorkloads(new PagedList(operator), Set.of()).inventory(expected);

            assertThat(inventory.workloads())
                    .hasSize(MANY - 1 + 2)
                    .allSatisfy(
                            workload -> assertThat(workload.name().namespace()).isEqualTo(shop.name()))
                    .noneMatch(workload -> workload.name().name().equals("web-007"))
                    .contains(
                            Workload.running(
                                    new WorkloadName(shop.name(), "Deployment", "web-000"), Map.of("app", "web-000")),
                            new Workload(
                                    new WorkloadName(shop.name(), "Deployment", "off"),
                                    Map.of("app", "off"),
                                    true,
                                    Optional.empty()),
                            new Workload(
                                    new WorkloadName(shop.name(), "CronJob", "nightly"),
                                    Map.of("app", "nightly"),
                                    true,
                                    Optional.of(Duration.ofDays(1))));
        }
    }

    @Test
    void whoMayNotListIsToldSo(LocalCluster.Namespace shop) throws IOException {
        try (OperatorRights rights = OperatorRights.everywhere(shop);
                KubernetesClient operator = as(rights)) {
            RunningWorkloads workloads = new RunningWorkloads(new PagedList(operator), Set.of());

            assertThatThrownBy(() -> workloads.inventory(ExpectedCoverage.USUAL))
                    .isInstanceOfSatisfying(Unlisted.class, e -> {
                        assertThat(e.isForbidden()).isTrue();
                        assertThat(e).hasMessageContaining("cannot list resource");
                    });
        }
    }

    private static KubernetesClient as(OperatorRights rights) throws IOException {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(rights.kubeconfig())))
                .build();
    }

    private static void create(LocalCluster.Namespace namespace, String yaml) {
        namespace
                .client()
                .resource(Serialization.<HasMetadata>unmarshal(yaml, HasMetadata.class))
                .create();
    }

    private static String deployment(String name, String spec) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  %2$s
                  selector: {matchLabels: {app: %1$s}}
                  template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: app, image: app}]}}
                """.formatted(name, spec);
    }
}
