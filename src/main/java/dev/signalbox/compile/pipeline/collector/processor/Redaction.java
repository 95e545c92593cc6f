package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.ottl.Regex;
import java.util.List;

/**
 * Masks values and removes keys. It looks at the attributes of resources, scopes and items, and at bodies of records; not at
 * the names of spans and events, status messages or links.
 *
 * @param allowAllKeys whether keys stay that are not allowed explicitly
 * @param blockedKeyPatterns keys of which the whole value is masked
 * @param blockedValues what is masked within a value
 * @param ignoredKeys keys that are left alone
 * @param redactAllTypes whether values are masked that are no text, as which they are written then
 * @param summary what is said of what was done
 */
public record Redaction(
        boolean allowAllKeys,
        List<String> blockedKeyPatterns,
        List<String> blockedValues,
        List<String> ignoredKeys,
        boolean redactAllTypes,
        Summary summary)
        implements Component.Processor {

    /** What is said of what was done. */
    public enum Summary {
        /** Which keys. */
        DEBUG,
        /** How many. */
        INFO,
        /** Nothing. */
        SILENT
    }

    /** Copies the lists. */
    public Redaction {
        blockedKeyPatterns = List.copyOf(blockedKeyPatterns);
        blockedValues = List.copyOf(blockedValues);
        ignoredKeys = List.copyOf(ignoredKeys);
    }

    /** Masks what matches in values of any type, and says how many it were. */
    public static Redaction of(List<Regex> blockedKeys, List<Regex> blockedValues) {
        return new Redaction(true, patterns(blockedKeys), patterns(blockedValues), List.of(), true, Summary.INFO);
    }

    @Override
    public ComponentType type() {
        return ComponentType.REDACTION;
    }

    private static List<String> patterns(List<Regex> regexes) {
        return regexes.stream().map(Regex::pattern).toList();
    }
}
