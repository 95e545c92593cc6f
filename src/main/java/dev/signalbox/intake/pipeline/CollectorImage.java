package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which collector is in an image: the names of components follow its version. */
final class CollectorImage {
    private static final String IMAGE_PATH = "spec.collector.image";
    private static final String VERSION_PATH = "spec.collector.version";
    private static final Pattern IMAGE = Pattern.compile(
            "[a-z0-9][-A-Za-z0-9._/]*(:[0-9]+/[-a-z0-9._/]+)?(:(?<tag>[A-Za-z0-9_][-A-Za-z0-9._]{0,127}))?"
                    + "(@sha256:[0-9a-f]{64})?");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}");
    private static final Pattern VERSION_OF_TAG = Pattern.compile("v?(?<version>" + VERSION + ")([-._].*)?");

    private CollectorImage() {}

    /** The version said, else that of the image's tag; nothing where there is neither image nor version. */
    static Optional<String> version(Optional<String> image, Optional<String> said, Findings findings) {
        said.ifPresent(version -> findings.require(
                VERSION.matcher(version).matches(),
                VERSION_PATH,
                "must be three numbers, was \"%s\"".formatted(version),
                "write e.g. 0.155.0"));
        Optional<String> tagged = image.flatMap(text -> ofTag(text, findings));
        findings.require(
                image.isEmpty() || said.isPresent() || tagged.isPresent(),
                VERSION_PATH,
                "must be given where the tag of image doesn't begin with it, was missing",
                "write e.g. version: 0.155.0");
        findings.require(
                said.isEmpty() || tagged.isEmpty() || said.equals(tagged),
                VERSION_PATH,
                "must be that of the image's tag, %s, was \"%s\"".formatted(tagged.orElse(""), said.orElse("")),
                "leave it out");
        return said.or(() -> tagged);
    }

    private static Optional<String> ofTag(String image, Findings findings) {
        Matcher parts = IMAGE.matcher(image);
        boolean legal = findings.require(
                parts.matches(),
                IMAGE_PATH,
                "must be the name of an image, was \"%s\"".formatted(image),
                "write e.g. otel/opentelemetry-collector-contrib:0.155.0");
        return Optional.ofNullable(legal ? parts.group("tag") : null)
                .map(VERSION_OF_TAG::matcher)
                .filter(Matcher::matches)
                .map(tag -> tag.group("version"));
    }
}
