package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Looks at one resource that overlap, as they do where it was deleted and made again while it was looked at. */
@ExtendWith(LocalCluster.class)
class StatusWriterIT {
    @Test
    void ofLooksThatOverlapTheLatestOneTells(LocalCluster.Namespace namespace) {
        OperatedNamespace cluster = OperatedNamespace.of(namespace);
        SLO before = cluster.apply("checkout");
        SLO after = cluster.apply("checkout", "objective: 99.5");
        StatusWriter<SLO, SloStatus> statuses = new StatusWriter<>(namespace.client(), () -> {}, SLO::new);

        assertThat(statuses.write(after, status(2))).isTrue();
        assertThat(statuses.write(before, status(1))).isFalse();
        assertThat(cluster.slo("checkout").getStatus().observedGeneration()).isEqualTo(2);
    }

    private static SloStatus status(int generation) {
        return Serialization.unmarshal("{\"observedGeneration\": %d}".formatted(generation), SloStatus.class);
    }
}
