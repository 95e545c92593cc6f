package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.SecretRef;
import dev.signalbox.intake.Findings;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of Kubernetes objects, and names that become a part of theirs. */
public final class ObjectNames {
    static final int LONGEST_LABEL = 63;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private ObjectNames() {}

    /** A DNS label, as namespaces and items of lists are named. */
    public static boolean requireLabel(String path, String name, String example, Findings findings) {
        return findings.require(
                name != null && LABEL.matcher(name).matches(),
                path,
                "must be 1 to 63 lower-case letters, digits and '-', first and last a letter or digit; was "
                        + shown(name),
                "write e.g. \"%s\"".formatted(example));
    }

    /** A DNS subdomain, as most objects are named. */
    static boolean requireSubdomain(String path, String name, String example, Findings findings) {
        return findings.require(
                name != null && SUBDOMAIN.matcher(name).matches(),
                path,
                "must be 1 to 253 lower-case letters, digits, '-' and '.', first and last a letter or digit; was "
                        + shown(name),
                "write e.g. \"%s\"".formatted(example));
    }

    /** The name of the Secret that is referred to; nothing where none is. */
    static Optional<String> secret(String path, SecretRef reference, Findings findings) {
        return Optional.ofNullable(reference)
                .map(given -> Optional.ofNullable(given.name()).orElse(""))
                .filter(name -> requireSubdomain(path + ".name", name, "backend", findings));
    }

    private static String shown(String name) {
        return name == null || name.isEmpty() ? "missing" : "\"" + name + "\"";
    }
}
