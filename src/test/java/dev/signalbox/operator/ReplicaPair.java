package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two packaged operators, of which one leads; whoever ends is replaced by a new one, as a Deployment does. */
final class ReplicaPair implements AutoCloseable {
    /** The shortest there is. */
    static final Duration LEASE = Duration.ofSeconds(4);

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAMESPACE = "signalbox";
    private static final String NAME = "signalbox-operator";

    private final OperatedNamespace cluster;
    private final OperatorRights rights;
    private final Map<String, RunningOperator> running = new LinkedHashMap<>();
    private int started;

    private ReplicaPair(OperatedNamespace cluster, OperatorRights rights) {
        this.cluster = cluster;
        this.rights = rights;
    }

    /** Starts both, and returns when one leads and the other waits. */
    static ReplicaPair start(OperatedNamespace cluster, OperatorRights rights) {
        cluster.client().leases().inNamespace(NAMESPACE).withName(NAME).delete();
        ReplicaPair pair = new ReplicaPair(cluster, rights);
        pair.launch();
        pair.launch();
        pair.awaitReady();
        pair.awaitLeader("");
        return pair;
    }

    /** The name of the one that has the lease. */
    String leader() {
        return holder().orElseThrow(() -> new AssertionError("nobody leads"));
    }

    /** The name of the one that waits. */
    String other() {
        String leader = leader();
        return running.keySet().stream()
                .filter(name -> !name.equals(leader))
                .findFirst()
                .orElseThrow();
    }

    RunningOperator operator(String name) {
        return running.get(name);
    }

    /** Another one, which may take a while to be ready. */
    void launch() {
        String name = "replica-" + ++started;
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("HOSTNAME", name);
        settings.put("SIGNALBOX_LEADER_ELECTION_ENABLED", "true");
        settings.put("SIGNALBOX_LEADER_ELECTION_NAMESPACE", NAMESPACE);
        settings.put("SIGNALBOX_LEADER_ELECTION_LEASE_DURATION", LEASE.toSeconds() + "s");
        running.put(name, RunningOperator.launch(rights.kubeconfig(), settings));
    }

    /** Sees that there are two, whoever may have ended. */
    void awaitReady() {
        running.values().removeIf(operator -> {
            if (!operator.alive()) {
                operator.close();
            }
            return !operator.alive();
        });
        while (running.size() < 2) {
            launch();
        }
        running.values().forEach(operator -> operator.awaitReady(SOON));
    }

    /** Ends the one that leads as a crash does. */
    Instant killLeader() {
        RunningOperator leader = running.remove(leader());
        Instant now = Instant.now();
        leader.kill();
        leader.close();
        return now;
    }

    /** Waits until another one leads, and tells who. */
    String awaitLeader(String before) {
        Optional<String> leader = Deadline.in(SOON).poll(() -> holder().filter(name -> !name.equals(before)));
        assertThat(leader)
                .withFailMessage(() -> "nobody took over:\n"
                        + running.values().stream()
                                .map(RunningOperator::log)
                                .reduce("", (all, one) -> all + "\n" + one))
                .isPresent();
        return leader.orElseThrow();
    }

    /** Asks it to end, and returns how long that took. */
    Duration stop(String name) {
        Instant now = Instant.now();
        running.remove(name).close();
        return Duration.between(now, Instant.now());
    }

    /** What they have said that is not as it should be, each with its name. */
    String warnings() {
        return running.entrySet().stream()
                .flatMap(replica -> Stream.of("WARN", "ERROR")
                        .flatMap(level -> replica.getValue().lines("\"level\":\"" + level + "\"").stream())
                        .sorted()
                        .map(line -> replica.getKey() + " " + line))
                .collect(Collectors.joining("\n"));
    }

    private Optional<String> holder() {
        return Optional.ofNullable(cluster.client()
                        .leases()
                        .inNamespace(NAMESPACE)
                        .withName(NAME)
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .filter(holder -> holder.contains("-"))
                .map(holder -> holder.substring(0, holder.lastIndexOf('-')));
    }

    @Override
    public void close() {
        running.values().forEach(RunningOperator::close);
    }
}
