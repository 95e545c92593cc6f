package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.status.Transition;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a watch saw change of SLOs and their rules, and which Events that calls for. */
final class SeenChanges implements AutoCloseable {
    private final OperatedNamespace cluster;
    private final Map<String, Integer> rules = new TreeMap<>();
    private final Map<String, List<String>> times = new TreeMap<>();
    private final Map<String, List<Condition>> conditions = new HashMap<>();
    private final Map<String, Integer> calledFor = new TreeMap<>();
    private final List<Watch> watches;
    private String failure = "";

    /** How many Events there are, and what is wrong with them: each is called {@code uid type reason: note}. */
    record Events(int written, Map<String, Integer> tooMany, Map<String, Integer> missing) {}

    private SeenChanges(OperatedNamespace cluster) {
        this.cluster = cluster;
        watches = List.of(
                cluster.client().resources(PrometheusRule.class).watch(watcher(this::rule)),
                cluster.client().resources(SLO.class).watch(watcher(this::slo)));
    }

    static SeenChanges of(OperatedNamespace cluster) {
        return new SeenChanges(cluster);
    }

    private interface Change<T> {
        void seen(Watcher.Action action, T object);
    }

    private <T extends HasMetadata> Watcher<T> watcher(Change<T> change) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                synchronized (SeenChanges.this) {
                    change.seen(action, object);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                synchronized (SeenChanges.this) {
                    failure = cause.toString();
                }
            }
        };
    }

    private void rule(Watcher.Action action, PrometheusRule rule) {
        times.computeIfAbsent(rule.getMetadata().getName(), _ -> new ArrayList<>())
                .add(Instant.now() + " " + action + " " + OperatedNamespace.version(rule));
        if (action != Watcher.Action.DELETED) {
            rules.merge(rule.getMetadata().getName(), 1, Integer::sum);
        }
    }

    private void slo(Watcher.Action action, SLO slo) {
        if (slo.getStatus() == null || action == Watcher.Action.DELETED) {
            return;
        }
        String uid = slo.getMetadata().getUid();
        List<Condition> after = slo.getStatus().conditions();
        Transition.between(conditions.getOrDefault(uid, List.of()), after)
                .forEach(one -> calledFor.merge(
                        uid + " " + (one.good() ? "Normal" : "Warning") + " " + one.reason() + ": " + one.message(),
                        1,
                        Integer::sum));
        conditions.put(uid, after);
    }

    /**
     * Of rules that were sent, those that changed nothing.
     *
     * @param sent how often, by their names
     */
    synchronized Map<String, Integer> beyondRules(Map<String, Integer> sent) {
        checkWatched();
        return beyond(sent, rules);
    }

    /** When rules of that name changed, and how. */
    synchronized List<String> times(String name) {
        return List.copyOf(times.getOrDefault(name, List.of()));
    }

    /** Holds the Events of SLOs that there are against those that were called for. */
    synchronized Events events() {
        checkWatched();
        Map<String, Integer> written = new TreeMap<>();
        cluster.client().events().v1().events().list().getItems().stream()
                .filter(event -> event.getRegarding().getKind().equals("SLO"))
                .forEach(event -> written.merge(words(event), 1, Integer::sum));
        return new Events(
                written.values().stream().mapToInt(Integer::intValue).sum(),
                beyond(written, calledFor),
                beyond(calledFor, written));
    }

    private void checkWatched() {
        if (!failure.isEmpty()) {
            throw new AssertionError("the watch has ended: " + failure);
        }
    }

    private static String words(Event event) {
        return event.getRegarding().getUid() + " " + event.getType() + " " + event.getReason() + ": " + event.getNote();
    }

    /** What there is more of in one than in the other, and by how much. */
    private static Map<String, Integer> beyond(Map<String, Integer> counts, Map<String, Integer> others) {
        Map<String, Integer> beyond = new TreeMap<>();
        counts.forEach((words, count) -> {
            int more = count - others.getOrDefault(words, 0);
            if (more > 0) {
                beyond.put(words, more);
            }
        });
        return beyond;
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
