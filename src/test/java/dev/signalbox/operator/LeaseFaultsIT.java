package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.faults.Fault;
import dev.signalbox.testing.faults.RequestRates;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One replica that is elected, and can't renew its lease: it ends, and whoever starts it again has it go on. */
@ExtendWith(EmptyCluster.class)
class LeaseFaultsIT {
    /** For as long it may not be able to renew, and be in the midst of an attempt. */
    private static final Duration LONGEST_TO_END = Duration.ofSeconds(40);

    /** The lease of who is gone has to end first. */
    private static final Duration LONGEST_TO_LEAD = Duration.ofSeconds(60);

    private static TroubledCluster cluster;

    @BeforeAll
    static void start(ControlPlane controlPlane) {
        cluster = TroubledCluster.of(controlPlane);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    static Fault[] faults() {
        return new Fault[] {new Fault.Hung(), new Fault.Refused(500)};
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whoCannotRenewEndsAndIsFollowedByWhoIsStartedInstead(Fault fault) {
        OperatedNamespace shop = cluster.namespace();
        String name = fault.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String before = "before-" + name;
        String meanwhile = "meanwhile-" + name;
        try (RunningOperator leader = start()) {
            shop.apply(before);
            shop.awaitReady(before);

            RequestRates rates = cluster.proxy().count();
            cluster.proxy().begin(request -> request.resource().equals("leases") ? fault : Fault.NONE);
            long began = System.nanoTime();
            boolean ended = Deadline.in(LONGEST_TO_END).until(() -> !leader.alive());
            System.out.printf(
                    "[fault] no lease, %s: ended after %d s; %d requests in the worst second, %d for leases%n",
                    fault,
                    Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                    rates.mostPerSecond(),
                    rates.total(request -> request.resource().equals("leases")));
            assertThat(ended).as("%s", leader.log()).isTrue();
            cluster.proxy().end();
        }
        shop.apply(meanwhile);

        long began = System.nanoTime();
        try (RunningOperator next = start()) {
            assertThat(Deadline.in(LONGEST_TO_LEAD).until(() -> shop.rule(meanwhile) != null))
                    .as("%s", next.log())
                    .isTrue();
            shop.awaitReady(meanwhile);
            System.out.printf(
                    "[fault] started again, it leads after %d s%n",
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
        }
    }

    private static RunningOperator start() {
        Map<String, String> elected = new HashMap<>(cluster.namespace().settings());
        elected.put("SIGNALBOX_LEADER_ELECTION_ENABLED", "true");
        elected.put("SIGNALBOX_LEADER_ELECTION_NAMESPACE", "signalbox");
        return RunningOperator.start(cluster.kubeconfig(), elected);
    }
}
