package dev.signalbox.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.coverage.PodOwner.Controller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodOwnerTest {
    private static final String HASH = "6d4cf56db6";

    @Test
    void aReplicaSetsPodsAreOfWhatMadeTheReplicaSet() {
        assertThat(owner("ReplicaSet", "web-" + HASH, Map.of("pod-template-hash", HASH)))
                .contains(name("Deployment", "web"));
        assertThat(owner("ReplicaSet", "web-" + HASH, Map.of("rollouts-pod-template-hash", HASH)))
                .contains(name("Rollout", "web"));
        assertThat(owner("ReplicaSet", "web-" + HASH, Map.of())).contains(name("ReplicaSet", "web-" + HASH));
        assertThat(owner("ReplicaSet", "web-1", Map.of("pod-template-hash", HASH)))
                .as("another's hash")
                .contains(name("ReplicaSet", "web-1"));
    }

    @Test
    void aJobsPodsAreOfItsCronJobOrOfNobody() {
        assertThat(owner("Job", "nightly-29384756", Map.of())).contains(name("CronJob", "nightly"));
        assertThat(owner("Job", "other-29384756", Map.of())).isEmpty();
        assertThat(owner("Job", "migration", Map.of())).isEmpty();
        assertThat(PodOwner.ofScheduledPod("nightly-29384756-x7k2p", Set.of("nightly")))
                .contains("nightly");
        assertThat(PodOwner.ofScheduledPod("alone", Set.of("nightly"))).isEmpty();
    }

    @Test
    void whatAnythingElseMakesIsItsOwnersAndANodesOwnPodIsNobodys() {
        assertThat(owner("StatefulSet", "queue", Map.of())).contains(name("StatefulSet", "queue"));
        assertThat(owner("StrimziPodSet", "kafka", Map.of())).contains(name("StrimziPodSet", "kafka"));
        assertThat(owner("Node", "node-1", Map.of())).isEmpty();
        assertThat(PodOwner.of("shop", "alone", Map.of(), Optional.empty(), Set.of()))
                .contains(name("Pod", "alone"));
    }

    private static Optional<WorkloadName> owner(String kind, String name, Map<String, String> labels) {
        return PodOwner.of("shop", "some-pod", labels, Optional.of(new Controller(kind, name)), Set.of("nightly"));
    }

    private static WorkloadName name(String kind, String name) {
        return new WorkloadName("shop", kind, name);
    }
}
