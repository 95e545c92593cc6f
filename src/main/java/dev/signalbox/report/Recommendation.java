package dev.signalbox.report;

import dev.signalbox.model.ResourceName;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing to do.
 *
 * @param kind of what it is about: a kind of ours, or of a workload
 * @param subject what it is about
 * @param title what is wrong, in a few words
 * @param reason what is known of it
 * @param remedy what to do
 */
public record Recommendation(
        Urgency urgency, Topic topic, String kind, ResourceName subject, String title, String reason, Remedy remedy) {

    /** The most urgent first, then by topic and name. */
    public static final Comparator<Recommendation> MOST_URGENT_FIRST = Comparator.comparing(Recommendation::urgency)
            .thenComparing(Recommendation::topic)
            .thenComparing(Recommendation::subject)
            .thenComparing(Recommendation::kind)
            .thenComparing(Recommendation::title);

    /** How soon. */
    public enum Urgency {
        /** Users or telemetry suffer. */
        NOW("now"),
        /** They will. */
        SOON("soon"),
        /** It would be better. */
        LATER("later");

        private final String text;

        Urgency(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What it is about; in this order. */
    public enum Topic {
        ERROR_BUDGET("error budget"),
        COLLECTORS("collectors"),
        CONDITION("condition"),
        COVERAGE("coverage"),
        CARDINALITY("cardinality"),
        COST("cost"),
        ALERTS("alerts"),
        METRICS("metrics");

        private final String text;

        Topic(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What to do. */
    public sealed interface Remedy {

        /** @param line for a shell */
        record Command(String line) implements Remedy {}

        /**
         * A change to a resource, or a new one.
         *
         * @param where which file to change, for people
         * @param yaml what is to be in it
         */
        record Change(String where, String yaml) implements Remedy {}

        /** What is copied. */
        default String text() {
            return switch (this) {
                case Command(String line) -> line;
                case Change change -> change.yaml();
            };
        }

        /** Where it goes; empty for a command. */
        default Optional<String> place() {
            return switch (this) {
                case Command _ -> Optional.empty();
                case Change change -> Optional.of(change.where());
            };
        }
    }
}
