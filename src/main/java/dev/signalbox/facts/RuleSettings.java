package dev.signalbox.facts;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How rules are to be written for the server that evaluates them; from {@code ObservabilityStack.spec.metrics}.
 *
 * @param scrapeInterval of series for which nothing nearer says it
 * @param ledgerDelay how late a sample may arrive and still be counted
 * @param retention how long the store that evaluates the rules keeps samples, where it is known
 * @param labels put on every rule object, so that the server's rule selector finds it; sorted by name
 * @param evaluator whose PromQL the rules are evaluated by
 * @param format the kind of object that rules are written as
 * @param compatibility whose dashboards the published series must serve as well
 * @param runbooks whether a page for whoever is alerted goes to the cluster
 * @param links where people can look at what is recorded
 * @param queries who else can ask for what is recorded, and where
 */
public record RuleSettings(
        Duration scrapeInterval,
        Duration ledgerDelay,
        Optional<Duration> retention,
        Map<String, String> labels,
        Evaluator evaluator,
        Format format,
        Compatibility compatibility,
        Runbooks runbooks,
        LookupLinks links,
        Optional<QueryEndpoint> queries) {

    /** What holds where no stack says otherwise. */
    public static final RuleSettings DEFAULT = new RuleSettings(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Optional.empty(),
            Map.of(),
            Evaluator.PROMETHEUS,
            Format.PROMETHEUS_RULE,
            Compatibility.NONE,
            Runbooks.NONE,
            LookupLinks.NONE,
            Optional.empty());

    public RuleSettings {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Whose PromQL; Mimir and Thanos evaluate with Prometheus' own engine. */
    public enum Evaluator {
        PROMETHEUS,
        VICTORIA_METRICS
    }

    /** The kind of the rule objects. */
    public enum Format {
        PROMETHEUS_RULE(ServedKind.PROMETHEUS_RULE),
        VM_RULE(ServedKind.VM_RULE);

        private final ServedKind kind;

        Format(ServedKind kind) {
            this.kind = kind;
        }

        public ServedKind kind() {
            return kind;
        }
    }

    /** Where runbook pages go. */
    public enum Runbooks {
        NONE,
        CONFIG_MAP
    }

    /** Whose series names are published beside our own. */
    public enum Compatibility {
        NONE,
        SLOTH
    }
}
