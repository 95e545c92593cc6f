package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import java.util.regex.Pattern;

/** Names of attributes that a rule may look at. */
final class AttributeNames {
    /** Agents take these off everything that pods send, because a pod could claim another's. */
    private static final Pattern TAKEN_OFF = Pattern.compile("k8s\\.|signalbox[^a-zA-Z0-9]");

    private AttributeNames() {}

    static void require(String path, String name, String example, Findings findings) {
        findings.require(!name.isBlank(), path, "must be the name of an attribute, was empty", "write e.g. " + example);
        findings.require(
                !TAKEN_OFF.matcher(name).lookingAt(),
                path,
                "must be an attribute that the service sets itself; was \"%s\", which agents take off".formatted(name),
                "write e.g. " + example);
    }
}
