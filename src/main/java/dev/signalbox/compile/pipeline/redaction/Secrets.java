package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.model.pipeline.Redaction;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** How secrets look. What finds too little leaks, what finds too much destroys; each row draws its line. */
final class Secrets {
    /** Whatever is no ASCII counts as a letter: the parts of an address may be of any script. */
    private static final String LETTER = "A-Za-z\\x{80}-\\x{10FFFF}";

    /** Behind the sign; JSON may write what belongs to it with a backslash. */
    private static final String HOST = "[0-9%s\\\\][0-9%s.\\\\-]*\\.[%s\\\\]{2}".formatted(LETTER, LETTER, LETTER);

    /** As it stands in texts and, with the sign escaped, in URLs. */
    private static final Secret EMAIL = Secret.whole(
            "[0-9%s._%%+'-]+(?:@|%%40)[0-9%s](?:[0-9%s.-]*[0-9%s])?\\.[%s]{2,}"
                    .formatted(LETTER, LETTER, LETTER, LETTER, LETTER),
            "@" + HOST,
            "%40" + HOST);

    /** What fields are called that hold something to log in with. */
    private static final String FIELD =
            "password|passwd|secret|api[_-]?key|private[_-]?key" + "|(?:access|refresh|id|auth|session)[_-]?token";

    private static final String FIELD_IN_TEXT = "(?i:[a-z0-9_.-]*(?:" + FIELD + ")|token)";

    /** Such a field with a value, in a text or as a key of JSON; whatever case is ignored for has these small. */
    private static final String[] FIELD_SIGNS = Stream.of(
                    "passw(?:or)?d", "secret", "api[_-]?key", "private[_-]?key", "token", "cookie", "authorization")
            .map(word -> word + "(?:=|\\\\*\"[\\s\\\\a-z0-9]*:)")
            .toArray(String[]::new);

    /** Masked in every stack: who reads them can act as somebody else. */
    static final List<Secret> TOKENS = List.of(
            // HTTP's Authorization; a short word without a digit is prose ("basic settings").
            Secret.after(
                    "((?i:bearer|basic)(?:\\s+|%20|\\+))"
                            + "(?:[A-Za-z0-9._~+/=-]{20,}|[A-Za-z._~+/-]*[0-9][A-Za-z0-9._~+/=-]*)",
                    "bearer[\\s%+\\\\]", "basic[\\s%+\\\\]"),
            // JSON Web Tokens: their first part is a JSON object in base64.
            Secret.whole(
                    "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?",
                    "eyj[a-z0-9_-]{8,}\\.[a-z0-9_-]{8}"),
            // Keys whose makers gave them a form to be found by.
            Secret.whole("(?:AKIA|ASIA)[A-Z0-9]{16}", "akia[a-z0-9]{16}", "asia[a-z0-9]{16}"),
            Secret.whole("(?:gh[pousr]_|github_pat_|glpat-)[A-Za-z0-9_-]{20,}", "gh[pousr]_", "github_pat_", "glpat-"),
            Secret.whole("xox[abeoprs]-[A-Za-z0-9-]{10,}", "xox[abeoprs]-"),
            Secret.whole("[rs]k_live_[A-Za-z0-9]{16,}", "k_live_"),
            Secret.whole("AIza[0-9A-Za-z_-]{35}", "aiza[0-9a-z_-]{35}"),
            Secret.whole("-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?", "-----begin "),
            // Passwords in URLs, fields of JSON, pairs of logfmt, URLs and forms.
            Secret.after("(://[^\\s:/@]*:)[^\\s/@]+@", "://[^\\s:/@]*:[^\\s/@]+@"),
            Secret.after("(\"" + FIELD_IN_TEXT + "\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)+", FIELD_SIGNS),
            Secret.after("\\b(" + FIELD_IN_TEXT + "=[\"']?)[^\\s\"'&,;]+", FIELD_SIGNS));

    /**
     * Attributes of spans and records whose whole value is masked, which have the signs of fields too; a metric's label may
     * be called so and be harmless.
     */
    static final List<Regex> KEYS =
            List.of(new Regex("(?i)(?:(?:^|[._-])(?:authorization|cookie|" + FIELD + ")|password|passwd)$"));

    private Secrets() {}

    /** How those look that a user names, in their order. */
    static List<Secret> of(Collection<Redaction> redactions) {
        return redactions.stream().map(Secrets::of).distinct().toList();
    }

    /** Those that are always masked, and those that a user names. */
    static List<Secret> withTokens(Collection<Redaction> redactions) {
        return Stream.concat(TOKENS.stream(), of(redactions).stream())
                .distinct()
                .toList();
    }

    private static Secret of(Redaction redaction) {
        return switch (redaction) {
            case Redaction.Preset.CREDIT_CARD -> CardNumbers.SECRET;
            case Redaction.Preset.EMAIL -> EMAIL;
            case Redaction.Custom(String label, String pattern) -> Secret.whole(pattern);
        };
    }
}
