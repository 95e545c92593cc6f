package dev.signalbox.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How alerts are.
 *
 * @param total alerts that there are; absent while nobody has counted
 * @param firing of all alerts; where nobody has counted, of those of SLOs
 * @param ofSlos those of SLOs that fire, by SLO; pages first
 * @param noisy alerts that come and go, or fire all day, and that nobody has silenced
 * @param withoutRunbook alerts that don't say what to do
 * @param neverData alerts that can't fire, because what they read has no data
 */
public record AlertHealth(
        Optional<Integer> total,
        int firing,
        List<Firing> ofSlos,
        Listed<Noisy> noisy,
        Listed<Named> withoutRunbook,
        Listed<Named> neverData) {
    public AlertHealth {
        ofSlos = List.copyOf(ofSlos);
    }

    /**
     * The first of some alerts.
     *
     * @param known whether anybody has looked
     * @param omitted how many more there are
     */
    public record Listed<T>(boolean known, List<T> first, int omitted) {
        public Listed {
            first = List.copyOf(first);
        }

        /** How many there are in all. */
        public int count() {
            return first.size() + omitted;
        }
    }

    /**
     * An alert of an SLO that fires.
     *
     * @param slo {@code namespace/name}
     * @param severity page or ticket
     * @param since RFC 3339
     */
    public record Firing(String slo, String alert, String severity, Optional<String> since) {}

    /** @param labels that tell it from others of that name, sorted */
    public record Named(String alert, Map<String, String> labels) {
        public Named {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        /** As PromQL would select it. */
        @Override
        public String toString() {
            return labels.entrySet().stream()
                    .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                    .collect(Collectors.joining(",", alert + "{", "}"));
        }
    }

    /**
     * An alert that tells people too much.
     *
     * @param episodes how often it fired in the last day
     * @param neverSilenced as far as it was observed; absent where nobody could be asked
     */
    public record Noisy(Named alert, int episodes, Optional<Boolean> neverSilenced) {}
}
