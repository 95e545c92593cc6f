package dev.signalbox.report.advice;

import dev.signalbox.model.ResourceName;
import dev.signalbox.report.Recommendation.Remedy;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands that people copy: what a file says never becomes more than a word of them. */
final class Kubectl {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private Kubectl() {}

    /** {@code kubectl describe slo checkout -n shop}. */
    static Remedy describe(String resource, ResourceName name) {
        return name.namespace().isEmpty()
                ? command("describe", resource, name.name())
                : command("describe", resource, name.name(), "-n", name.namespace());
    }

    static Remedy command(String... words) {
        return new Remedy.Command(
                "kubectl " + Arrays.stream(words).map(Kubectl::quoted).collect(Collectors.joining(" ")));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
