package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.AuditLog;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two packaged operators on a real API server, whose audit log says which of them wrote what, and when. */
@ExtendWith(LocalCluster.class)
class HighAvailabilityIT {
    private static final String OPERATOR = "system:serviceaccount:signalbox:signalbox-operator";
    private static final String RULES = "monitoring.coreos.com/prometheusrules";
    private static final int KILLS = 20;

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Handed to the client before, and sent after; at the pace of these users a thread or two are at it at a time. */
    private static final int ON_THEIR_WAY = 2;

    /**
     * Where a machine is so busy that watches are behind by a quarter of the lease, the next leader has not heard of what the
     * last one did: so many rules at most are then sent as they are already, and so many more where a leader lost its lease by
     * itself, as the next one begins a second later.
     */
    private static final int STALE = 5;

    private final Instant begin = Instant.now();
    private OperatedNamespace cluster;
    private OperatorRights rights;
    private AuditLog audit;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        cluster = OperatedNamespace.of(namespace);
        rights = OperatorRights.everywhere(namespace);
        audit = AuditLog.of(namespace.controlPlane());
    }

    @AfterEach
    void clean() {
        rights.close();
    }

    @Test
    void leadersThatAreKilledUnderLoadLeaveNothingUndoneAndNothingTwice() {
        List<Instant> kills = new ArrayList<>();
        try (ReplicaPair replicas = ReplicaPair.start(cluster, rights);
                SeenChanges seen = SeenChanges.of(cluster);
                ChangingSlos users = ChangingSlos.in(cluster)) {
            for (int kill = 0; kill < KILLS; kill++) {
                String leader = replicas.leader();
                kills.add(replicas.killLeader());
                replicas.launch();
                replicas.awaitLeader(leader);
                replicas.awaitReady();
            }
            int changes = users.stop();
            users.awaitConverged(replicas);

            LeaseHistory history = history();
            int unplanned = history.terms().size() - 1 - KILLS;
            Deadline.in(SOON)
                    .until(() -> seen.beyondRules(history.sent(RULES)).isEmpty()
                            && seen.events().tooMany().isEmpty());
            SeenChanges.Events events = seen.events();
            Map<String, Integer> twice = seen.beyondRules(history.sent(RULES));
            report(history, kills, changes, events);
            System.out.printf(
                    "%d terms ended by themselves; %s sent again, Events %s%n", unplanned, twice, events.tooMany());
            assertThat(history.outsiders())
                    .as("written by whoever did not lead")
                    .isEmpty();
            assertThat(sum(twice))
                    .withFailMessage(() -> twice.keySet().stream()
                            .map(name -> name + " " + history.times(RULES, name) + " seen " + seen.times(name))
                            .collect(Collectors.joining("\n", "written again, of " + history.terms() + "\n", "")))
                    .isLessThanOrEqualTo(STALE * (1 + unplanned));
            assertThat(events.tooMany())
                    .as("Events too many, of %s", history.terms())
                    .isEmpty();
            assertThat(events.written()).isGreaterThan(KILLS);
            assertThat(events.missing().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .as("Events that a kill came before: %s", events.missing())
                    .isLessThanOrEqualTo(KILLS);
        }
    }

    @Test
    void aLeaderThatStoodStillWritesNoMoreAndOneThatIsStoppedHandsOver() throws IOException {
        try (ReplicaPair replicas = ReplicaPair.start(cluster, rights);
                ChangingSlos users = ChangingSlos.in(cluster)) {
            String frozen = replicas.leader();
            RunningOperator operator = replicas.operator(frozen);
            assertWaits(replicas.operator(replicas.other()));
            users.awaitChanges(20);
            assertThat(Deadline.in(SOON).until(() -> history().of(frozen).size() > 20))
                    .withFailMessage(() -> "not under load: " + history())
                    .isTrue();

            operator.freeze();
            Instant standing = Instant.now();
            String next = replicas.awaitLeader(frozen);
            assertThat(replicas.operator(next).liveness().statusCode()).isEqualTo(200);
            assertThat(Deadline.in(SOON).until(() -> replicas.operator(next).metric("signalbox_leading", "") == 1))
                    .isTrue();
            Instant end = standing.plus(ReplicaPair.LEASE.multipliedBy(2));
            Deadline.in(Duration.between(Instant.now(), end)).until(() -> false);
            operator.goOn();
            Instant again = Instant.now();
            assertThat(Deadline.in(ReplicaPair.LEASE).until(() -> !operator.alive()))
                    .withFailMessage(operator::log)
                    .isTrue();
            Duration ended = Duration.between(again, Instant.now());
            assertThat(operator.log()).contains("ending at once");
            List<AuditLog.Write> late = history().outsiders();
            System.out.printf(
                    "stood still for %d ms: %d writes after it, ended %d ms after it went on%n",
                    Duration.between(standing, again).toMillis(), late.size(), ended.toMillis());
            assertThat(late).hasSizeLessThanOrEqualTo(ON_THEIR_WAY).allMatch(write -> LeaseHistory.replicaOf(write)
                    .equals(frozen));

            replicas.awaitReady();
            handsOver(replicas);
            users.stop();
            users.awaitConverged(replicas);
            assertThat(history().outsiders()).hasSameSizeAs(late);
        }
    }

    /** Without the lease having to end. */
    private void handsOver(ReplicaPair replicas) {
        String stopped = replicas.leader();
        Instant asked = Instant.now();
        Duration took = replicas.stop(stopped);
        replicas.awaitLeader(stopped);
        LeaseHistory history = history();
        LeaseHistory.Term term = history.terms().stream()
                .filter(one -> one.replica().equals(stopped))
                .reduce((_, last) -> last)
                .orElseThrow();
        System.out.printf(
                "asked to stop: gave the lease back after %d ms, ended after %d ms; the other had it after %d ms%n",
                Duration.between(asked, term.end()).toMillis(),
                took.toMillis(),
                history.untilTaken(term.end().minusMillis(1)).toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(history.untilTaken(term.end().minusMillis(1))).isLessThan(ReplicaPair.LEASE.dividedBy(2));
        assertThat(history.of(stopped)).allMatch(write -> !write.received().isAfter(term.end()));
    }

    /** It answers, and writes nothing; caches are full, as it is ready. */
    private void assertWaits(RunningOperator waiting) throws IOException {
        assertThat(waiting.ready()).isTrue();
        assertThat(waiting.liveness().statusCode()).isEqualTo(200);
        assertThat(waiting.strategies().statusCode()).isEqualTo(200);
        assertThat(waiting.metric("signalbox_leading", "")).isZero();
    }

    private LeaseHistory history() {
        return LeaseHistory.of(audit.writes(OPERATOR, begin));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void report(LeaseHistory history, List<Instant> kills, int changes, SeenChanges.Events events) {
        System.out.printf(
                "%d kills, %d terms, %d changes by users, %d writes by replicas, %d Events, %d missing%n",
                kills.size(),
                history.terms().size(),
                changes,
                history.writes().size(),
                events.written(),
                events.missing().size());
        System.out.println(
                figures("kill to lease", kills.stream().map(history::untilTaken).toList()));
        System.out.println(figures(
                "kill to first write",
                kills.stream()
                        .flatMap(kill -> history.untilWritten(kill).stream())
                        .toList()));
    }

    private static String figures(String of, List<Duration> durations) {
        List<Duration> sorted =
                durations.stream().sorted(Comparator.naturalOrder()).toList();
        return "%s: least %d ms, middle %d ms, most %d ms"
                .formatted(
                        of,
                        sorted.getFirst().toMillis(),
                        sorted.get(sorted.size() / 2).toMillis(),
                        sorted.getLast().toMillis());
    }
}
