package dev.signalbox.intake;

import java.util.regex.Pattern;

/** Links that people will follow. */
final class Links {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/?#]+([/?#]\\S*)?");

    private Links() {}

    static void require(String path, String link, Findings findings) {
        findings.require(
                LINK.matcher(link).matches(),
                path,
                "must be an http or https link, was \"%s\"".formatted(link),
                "write e.g. \"https://runbooks.example.com/checkout\"");
    }
}
