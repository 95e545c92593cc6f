package dev.signalbox.intake;

import dev.signalbox.intake.document.Paths;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Labels of Kubernetes objects.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">Syntax
 *     and character set</a>
 */
public final class ObjectLabels {
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

    private ObjectLabels() {}

    /** Whether a label can be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether a label can have this value. */
    public static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    /** Labels to look for or to set. */
    public static void require(String path, Map<String, String> labels, Findings findings) {
        labels.forEach((name, value) -> findings.require(
                isName(name) && value != null && isValue(value),
                Paths.field(path, name),
                "must be a legal label of Kubernetes, was \"%s: %s\"".formatted(name, value),
                "write e.g. {app: checkout}"));
    }
}
