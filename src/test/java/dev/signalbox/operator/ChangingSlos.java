package dev.signalbox.operator;

import static dev.signalbox.operator.OperatedNamespace.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Deadline;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Users who create, change, break, mend and delete SLOs and services all the time, and know what has to become of it. */
final class ChangingSlos implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int SLOS = 24;
    private static final int SERVICES = 4;
    private static final String BROKEN = "sli: {ratio: {errors: 'requests_total{code=', total: requests_total}}";

    /** As it was last applied: an objective, in percent. */
    private record Wanted(String objective, boolean broken) {}

    private final OperatedNamespace cluster;
    private final Map<String, Wanted> wanted = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();
    private final CompletableFuture<Void> users;

    private ChangingSlos(OperatedNamespace cluster) {
        this.cluster = cluster;
        users = CompletableFuture.runAsync(this::change);
    }

    static ChangingSlos in(OperatedNamespace cluster) {
        return new ChangingSlos(cluster);
    }

    /** Ends it; how many changes there were. */
    int stop() {
        over.set(true);
        users.join();
        return changes.get();
    }

    /** Waits until there were so many changes. */
    void awaitChanges(int atLeast) {
        Deadline.in(SOON).until(() -> changes.get() >= atLeast || users.isDone());
        assertThat(users.isCompletedExceptionally() ? users.exceptionNow() : null)
                .as("what users were told")
                .isNull();
        assertThat(changes).hasValueGreaterThanOrEqualTo(atLeast);
    }

    private void change() {
        Random random = new Random(1);
        while (!over.get()) {
            String name = "slo-" + random.nextInt(SLOS);
            switch (random.nextInt(10)) {
                case 0 -> delete(name);
                case 1 -> apply(name, changes.get(), true);
                case 2 -> service("service-" + random.nextInt(SERVICES), changes.get());
                default -> apply(name, changes.get(), false);
            }
            changes.incrementAndGet();
            pause();
        }
    }

    /** Never the same twice. */
    private void apply(String name, int change, boolean broken) {
        String objective = "99.%04d".formatted(1 + change);
        String[] spec =
                broken ? new String[] {"objective: " + objective, BROKEN} : new String[] {"objective: " + objective};
        cluster.apply(name, spec);
        wanted.put(name, new Wanted(objective, broken));
    }

    private void delete(String name) {
        cluster.client().resources(SLO.class).withName(name).delete();
        wanted.remove(name);
    }

    private void service(String name, int change) {
        cluster.applyYaml("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: %s}
                spec: {selector: {matchLabels: {app: %s}}, team: team-%d}
                """.formatted(name, name, change));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until all is as the last change wants it, and nothing is left of what was deleted.
     *
     * @param replicas those that are to see to it
     */
    void awaitConverged(ReplicaPair replicas) {
        Deadline.in(SOON).until(() -> open().isEmpty());
        assertThat(open())
                .as(() -> "not converged; the replicas have said\n" + replicas.warnings())
                .isEmpty();
    }

    /** What is not as it has to be, by name. */
    private Map<String, String> open() {
        Map<String, String> open = new TreeMap<>();
        Map<String, String> rules = objectives();
        Map<String, SLO> slos = cluster.client().resources(SLO.class).list().getItems().stream()
                .collect(Collectors.toMap(slo -> slo.getMetadata().getName(), slo -> slo));
        assertThat(slos.keySet()).isEqualTo(wanted.keySet());
        slos.forEach((name, slo) -> {
            Wanted as = wanted.get(name);
            if (slo.getStatus() == null || !isCurrent(slo, slo.getStatus().observedGeneration())) {
                open.put(name, "its status is of another generation");
            } else if (as.broken() != condition(slo, "Accepted").getStatus().equals("False")) {
                open.put(name, "Accepted is not for " + as);
            } else if (!as.broken() && !ratio(as.objective()).equals(rules.get(name))) {
                open.put(name, "wants " + as.objective() + ", and its rules have " + rules.get(name));
            }
        });
        Set<String> orphans = new TreeSet<>(rules.keySet());
        orphans.removeAll(slos.keySet());
        orphans.forEach(name -> open.put(name, "is gone, and its rules are not"));
        cluster.client().resources(ServiceObservability.class).list().getItems().stream()
                .filter(service -> service.getStatus() == null
                        || !isCurrent(service, service.getStatus().observedGeneration()))
                .forEach(service -> open.put(service.getMetadata().getName(), "its status is of another generation"));
        return open;
    }

    private static boolean isCurrent(HasMetadata resource, Long observed) {
        return resource.getMetadata().getGeneration().equals(observed);
    }

    private static String ratio(String percent) {
        return new BigDecimal(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    /** Of all SLOs that have rules, by name. */
    private Map<String, String> objectives() {
        return cluster.client().resources(PrometheusRule.class).list().getItems().stream()
                .collect(Collectors.toMap(
                        rule -> rule.getMetadata().getName().substring("slo-".length()), ChangingSlos::objective));
    }

    private static String objective(PrometheusRule rule) {
        return rule.getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .filter(one -> "slo:objective:ratio".equals(one.getRecord()))
                .map(one -> one.getExpr().getStrVal().replaceAll("[^0-9.]", ""))
                .findFirst()
                .orElse("none");
    }

    @Override
    public void close() {
        over.set(true);
    }
}
