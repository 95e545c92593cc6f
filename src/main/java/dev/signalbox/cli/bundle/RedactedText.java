package dev.signalbox.cli.bundle;

import java.util.List;
import java.util.regex.Pattern;

/** Takes out of text what may be secret. Rather too much than too little: a bundle is attached to public issues. */
final class RedactedText {
    /** What stands in the place of a secret. */
    static final String REMOVED = "<removed>";

    /** What a name of something secret ends with, whichever way its words are joined. */
    private static final String SECRETIVE =
            "(?:passwords?|passwd|pwd|passphrase|secrets?|tokens?|credentials?|authorization|cookies?"
                    + "|api[-_.]?keys?|access[-_.]?keys?(?:[-_.]?id)?|account[-_.]?keys?|private[-_.]?keys?|license[-_.]?keys?|signing[-_.]?keys?"
                    + "|encryption[-_.]?keys?|shared[-_.]?keys?|connection[-_.]?strings?|key[-_.]?(?:data|pem)|(?:web)?hook[-_.]?urls?|api[-_.]?urls?|dsn|bearer|sasl)";

    private static final Pattern SECRETIVE_NAME = Pattern.compile("(?i).*" + SECRETIVE);

    /** What a collector or the kubelet puts in by itself: a name, and not what it stands for. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^${}]*}|\\$\\([A-Za-z0-9_]+\\)");

    /** In this order: what is recognised by its form, then what is by its name. */
    private static final List<Rule> RULES = List.of(
            // A log may have the beginning of a key only.
            new Rule("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----(?:(?!-----END)[\\s\\S])*(?:-----END \\1-----)?", REMOVED),
            new Rule("([A-Za-z][A-Za-z0-9+.-]{0,30}://)[^\\s/?#\"'<>]+@", "$1" + REMOVED + "@"),
            new Rule(
                    "(?i)(hooks\\.slack\\.com/|discord(?:app)?\\.com/api/webhooks/|webhook\\.office\\.com/)[^\\s\"'\\\\]+",
                    "$1" + REMOVED),
            new Rule(
                    "(?i)((?:proxy-)?authorization|(?:set-)?cookie)(\\\\*+[\"']?+\\s*+[:=]\\s*+\\\\*+[\"']?+)(?!\\$[{(])[^\\r\\n\"'\\\\]+",
                    "$1$2" + REMOVED),
            new Rule("(?i)\\b(bearer|basic)(\\s++)(?!\\$[{(])[A-Za-z0-9._~+/=-]{8,}", "$1$2" + REMOVED),
            new Rule("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?", REMOVED),
            new Rule(
                    "\\b(?:gl(?:sa|c|pat)[_-]|gh[pousr]_|github_pat_|xox[abeprs]-|sk-|pk-|AKIA|ASIA|NRAK-|dt0c01\\.|dp\\.pt\\.)[A-Za-z0-9_.-]{8,}",
                    REMOVED),
            // Base64 of -----BEGIN
            new Rule("LS0tLS1CRUdJTi[A-Za-z0-9+/=]+", REMOVED),
            new Rule(
                    "(?i)([?&][^=&?\\s\"']*(?:token|key|secret|password|sig|signature|auth|code)=)[^&\\s\"'\\\\]+",
                    "$1" + REMOVED),
            new Rule(
                    "(?i)(" + SECRETIVE + "\\\\*+[\"']?+\\s*+[:=]\\s*+)"
                            + "(?!\\$[{(]|<removed>|\\\\*[\"']?<removed>|\\\\*[\"']\\$[{(])"
                            + "(?:\\\\*\"[^\"\\\\\\r\\n]*\\\\*\"|\\\\*'[^'\\\\\\r\\n]*\\\\*'|[^\\s,;&\"'\\\\}\\])]+)",
                    "$1" + REMOVED));

    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }

        String apply(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    private RedactedText() {}

    /** Equal texts give equal texts; what is done is not done again. */
    static String of(String text) {
        String redacted = text;
        for (Rule rule : RULES) {
            redacted = rule.apply(redacted);
        }
        return redacted;
    }

    /** Whether the value of a field, a variable or an option of that name is a secret. */
    static boolean isSecretive(String name) {
        return SECRETIVE_NAME.matcher(name).matches();
    }

    /** Whether a value only says where the secret is. */
    static boolean isReference(String value) {
        return value.isEmpty() || REFERENCE.matcher(value).matches();
    }
}
