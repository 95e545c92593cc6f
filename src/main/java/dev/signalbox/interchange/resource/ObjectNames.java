package dev.signalbox.interchange.resource;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Names of resources out of any text: legal, short enough for what is made of them, and no two the same. */
public final class ObjectNames {
    /** An SLO's outputs put "slo-" before its name, and names end at 63. */
    static final int LONGEST = 59;

    private static final Pattern LEGAL =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final int LONGEST_SERVICE = 63;
    private static final int CHECKSUM = 9;
    private static final String NAMELESS = "slo";

    private final Set<String> taken = new HashSet<>();

    /** A name that no other resource of the namespace has: the one wanted, or that with a number. */
    public String unique(String namespace, String wanted) {
        String name = of(wanted);
        String free = name;
        for (int i = 2; !taken.add(namespace + "/" + free); i++) {
            String suffix = "-" + i;
            free = name.substring(0, Math.min(name.length(), LONGEST - suffix.length())) + suffix;
        }
        return free;
    }

    /** Lower case letters, digits and '-'; a long one is cut, with a checksum that tells it from its like. */
    public static String of(String text) {
        if (text.length() <= LONGEST && LEGAL.matcher(text).matches()) {
            return text;
        }
        String slug = trimmed(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        if (slug.length() <= LONGEST) {
            return slug.isEmpty() ? NAMELESS : slug;
        }
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return trimmed(slug.substring(0, LONGEST - CHECKSUM)) + "-" + String.format("%08x", checksum.getValue());
    }

    /** What two texts say together, without saying the first twice. */
    public static String joined(String first, String second) {
        String prefix = of(first);
        String rest = of(second);
        return rest.equals(prefix) || rest.startsWith(prefix + "-") ? second : first + "-" + second;
    }

    /** The name of a service: letters, digits, '-', '_' and '.', at most 63. */
    static String service(String text) {
        String word = text.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String cut = word.substring(0, Math.min(word.length(), LONGEST_SERVICE));
        String end = cut.replaceAll("[^A-Za-z0-9]+$", "");
        return end.isEmpty() ? "unknown" : end;
    }

    private static String trimmed(String slug) {
        return slug.replaceAll("^-+|-+$", "");
    }
}
