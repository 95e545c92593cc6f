package dev.signalbox.operator.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.freeze.LiveWorkload;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What controllers keep of what ran, as a real API server completes and lists it. */
@ExtendWith(LocalCluster.class)
class WorkloadHistoriesIT {
    private static final String PODS =
            "{metadata: {labels: {app: checkout}}, spec: {containers: [{name: app, image: \"shop:%d\"}]}}";

    @Test
    void theNewestComesFirstAndIsCompletedAsWhatRuns(LocalCluster.Namespace namespace) throws Unlisted {
        String deployment = uid(namespace, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {selector: {matchLabels: {app: checkout}}, template: %s}
                """.formatted(PODS.formatted(12)));
        String set = uid(namespace, """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: ledger}
                spec: {serviceName: ledger, selector: {matchLabels: {app: checkout}}, template: %s}
                """.formatted(PODS.formatted(12)));
        for (int revision : new int[] {2, 12, 9}) {
            replicaSet(namespace, deployment, revision);
            controllerRevision(namespace, set, revision);
        }

        List<LiveWorkload> found = new WorkloadHistories(new PagedList(namespace.client())).of(service(namespace));

        assertThat(found).extracting(LiveWorkload::kind).containsExactly("Deployment", "StatefulSet");
        assertThat(found).allSatisfy(workload -> {
            assertThat(workload.ran())
                    .extracting(WorkloadHistoriesIT::image)
                    .containsExactly("shop:12", "shop:9", "shop:2");
            assertThat(image(workload.runs())).isEqualTo("shop:12");
        });
        LiveWorkload web = found.getFirst();
        assertThat(web.ran().getFirst()).as("the same, with every default").isEqualTo(web.runs());
    }

    private static String image(JsonNode pods) {
        return pods.at("/containers/0/image").asText();
    }

    private static void replicaSet(LocalCluster.Namespace namespace, String deployment, int revision) {
        uid(namespace, """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-%1$d
                  annotations: {deployment.kubernetes.io/revision: "%1$d"}
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: %2$s, controller: true}]
                spec: {replicas: 0, selector: {matchLabels: {app: checkout}}, template: %3$s}
                """.formatted(revision, deployment, PODS.formatted(revision)));
    }

    private static void controllerRevision(LocalCluster.Namespace namespace, String set, int revision) {
        uid(namespace, """
                apiVersion: apps/v1
                kind: ControllerRevision
                metadata:
                  name: ledger-%1$d
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: ledger, uid: %2$s, controller: true}]
                revision: %1$d
                data: {spec: {template: %3$s}}
                """.formatted(revision, set, PODS.formatted(revision)));
    }

    private static String uid(LocalCluster.Namespace namespace, String yaml) {
        return namespace
                .client()
                .resource(Serialization.<HasMetadata>unmarshal(yaml, HasMetadata.class))
                .create()
                .getMetadata()
                .getUid();
    }

    /** One whose pods are those of the app of its name. */
    static TelemetryService service(LocalCluster.Namespace namespace) {
        ServiceObservability resource =
                Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout, namespace: %s}
                spec: {selector: {matchLabels: {app: checkout}}}
                """.formatted(namespace.name()), ServiceObservability.class);
        return ((Reading.Read<TelemetryService>) TelemetryServiceReader.read(resource)).value();
    }
}
