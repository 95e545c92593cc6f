package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.ottl.Regex;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a target's or series' labels.
 *
 * @param action what is done
 * @param sourceLabels whose values are looked at, joined by semicolons
 * @param regex what must match the whole of them; empty means anything
 * @param targetLabel what is set
 * @param replacement to what; {@code $1} is the first group; empty means that
 */
public record Relabel(
        Action action,
        List<String> sourceLabels,
        Optional<String> regex,
        Optional<String> targetLabel,
        Optional<String> replacement) {

    /** What is done. */
    public enum Action {
        /** A label is set, where it matches. */
        REPLACE,
        /** What doesn't match is dropped. */
        KEEP,
        /** What matches is dropped. */
        DROP,
        /** Labels whose names match are removed. */
        LABELDROP,
        /** Labels whose names don't match are removed. */
        LABELKEEP,
        /** Labels whose names match are copied to other names. */
        LABELMAP
    }

    /** Copies the labels. */
    public Relabel {
        sourceLabels = List.copyOf(sourceLabels);
    }

    /** Keeps what matches. */
    public static Relabel keep(Regex regex, String... sourceLabels) {
        return only(Action.KEEP, regex, List.of(sourceLabels));
    }

    /** Drops what matches. */
    public static Relabel drop(Regex regex, String... sourceLabels) {
        return only(Action.DROP, regex, List.of(sourceLabels));
    }

    /** Removes labels whose names match. */
    public static Relabel dropLabels(Regex names) {
        return only(Action.LABELDROP, names, List.of());
    }

    /** Copies labels to the name that is the first group. */
    public static Relabel copyLabels(Regex names) {
        return only(Action.LABELMAP, names, List.of());
    }

    /** Gives a label the value of another. */
    public static Relabel copy(String targetLabel, String sourceLabel) {
        return new Relabel(
                Action.REPLACE, List.of(sourceLabel), Optional.empty(), Optional.of(targetLabel), Optional.empty());
    }

    /** Sets a label where others match; dollar signs in the replacement are Go's. */
    public static Relabel replace(String targetLabel, String replacement, Regex regex, String... sourceLabels) {
        return new Relabel(
                Action.REPLACE,
                List.of(sourceLabels),
                Optional.of(regex.pattern()),
                Optional.of(targetLabel),
                Optional.of(replacement));
    }

    /** Sets a label to any text. */
    public static Relabel set(String targetLabel, String text) {
        return new Relabel(
                Action.REPLACE,
                List.of(),
                Optional.empty(),
                Optional.of(targetLabel),
                Optional.of(text.replace("$", "$$")));
    }

    private static Relabel only(Action action, Regex regex, List<String> sourceLabels) {
        return new Relabel(action, sourceLabels, Optional.of(regex.pattern()), Optional.empty(), Optional.empty());
    }
}
