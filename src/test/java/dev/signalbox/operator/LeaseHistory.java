package dev.signalbox.operator;

import dev.signalbox.testing.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who led when, by the API server's audit log, and what was written in that time.
 *
 * <p>A replica leads from when the server had the request with which it took the lease, until the server had answered the one
 * with which another took it, or with which it gave it back. What the server received outside of that was written by somebody
 * who did not lead; an answer may come later.
 *
 * @param terms the oldest first
 * @param writes but for those of the lease, the oldest first
 */
record LeaseHistory(List<Term> terms, List<AuditLog.Write> writes) {
    private static final Pattern REPLICA = Pattern.compile("signalbox/\\S+ \\((.+)-[0-9a-f]{8}\\)");
    private static final String LEASES = "coordination.k8s.io/leases";

    /**
     * The time in which one replica led.
     *
     * @param taken when it took the lease: the server had the request, and had answered it
     * @param end {@link Instant#MAX} while it goes on
     */
    record Term(String replica, Instant from, Instant taken, Instant end) {
        boolean holds(AuditLog.Write write) {
            return replica.equals(replicaOf(write))
                    && !write.received().isBefore(from)
                    && !write.received().isAfter(end);
        }

        private Term until(Instant time) {
            return new Term(replica, from, taken, time);
        }
    }

    static LeaseHistory of(List<AuditLog.Write> noted) {
        List<Term> terms = new ArrayList<>();
        Optional<Term> current = Optional.empty();
        for (AuditLog.Write write : noted) {
            if (!write.resource().equals(LEASES) || write.code() >= 300) {
                continue;
            }
            boolean given = write.body().at("/spec/holderIdentity").asText().isEmpty();
            boolean another = current.filter(term -> term.replica().equals(replicaOf(write)))
                    .isEmpty();
            if (given || another) {
                current.map(term -> term.until(write.answered())).ifPresent(terms::add);
                current = given
                        ? Optional.empty()
                        : Optional.of(new Term(replicaOf(write), write.received(), write.answered(), Instant.MAX));
            }
        }
        current.ifPresent(terms::add);
        return new LeaseHistory(
                List.copyOf(terms),
                noted.stream().filter(write -> !write.resource().equals(LEASES)).toList());
    }

    /** The name that a process was given, without what it adds to it. */
    static String replicaOf(AuditLog.Write write) {
        Matcher agent = REPLICA.matcher(write.agent());
        if (!agent.matches()) {
            throw new AssertionError("the audit log does not say which replica it was: " + write);
        }
        return agent.group(1);
    }

    /** By whoever did not lead. */
    List<AuditLog.Write> outsiders() {
        return writes.stream()
                .filter(write -> terms.stream().noneMatch(term -> term.holds(write)))
                .toList();
    }

    List<AuditLog.Write> of(String replica) {
        return writes.stream().filter(write -> replicaOf(write).equals(replica)).toList();
    }

    /** How often objects of a resource were applied, by their names. */
    Map<String, Integer> sent(String resource) {
        return writes.stream()
                .filter(write ->
                        write.verb().equals("patch") && write.resource().equals(resource) && write.code() < 300)
                .collect(Collectors.toMap(AuditLog.Write::name, _ -> 1, Integer::sum));
    }

    /** When an object was applied, and by whom. */
    List<String> times(String resource, String name) {
        return writes.stream()
                .filter(write ->
                        write.resource().equals(resource) && write.name().equals(name))
                .map(write -> write.received() + " " + replicaOf(write) + " " + write.verb() + " " + write.code())
                .toList();
    }

    /** From then until the replica that led next had the lease. */
    Duration untilTaken(Instant since) {
        return Duration.between(since, next(since).taken());
    }

    /** From then until the replica that led next wrote something; empty where it did not. */
    Optional<Duration> untilWritten(Instant since) {
        Term next = next(since);
        return writes.stream().filter(next::holds).findFirst().map(write -> Duration.between(since, write.received()));
    }

    private Term next(Instant since) {
        return terms.stream()
                .filter(term -> term.taken().isAfter(since))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody led after " + since + ": " + terms));
    }
}
