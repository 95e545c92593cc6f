package dev.signalbox.report.html;

import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.json.HealthJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The whole page. The same report gives the same bytes.
 *
 * @param html in UTF-8
 * @param policy what the page may do, for the header {@code Content-Security-Policy}; the page says the same of itself,
 *     but for who may put it into a frame, which only the header can say
 */
public record HealthPage(String html, String policy) {
    private static final Asset LOOKS = Asset.of("page.css");
    private static final Asset SCRIPT = Asset.of("page.js");

    private static final String POLICY = "default-src 'none'; style-src " + LOOKS.hash() + "; script-src "
            + SCRIPT.hash() + "; img-src data:; base-uri 'none'; form-action 'none'";

    private static final Map<String, String> PARTS = parts();

    /** The page of a report. */
    public static HealthPage of(HealthReport report) {
        Html page = Tag.of("html", "lang", "en").with(head(), body(report));
        return new HealthPage("<!doctype html>\n" + page.markup() + "\n", POLICY + "; frame-ancestors 'none'");
    }

    private static Html head() {
        return Tag.of("head")
                .with(
                        Tag.of("meta", "charset", "utf-8").alone(),
                        Tag.of("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                                .alone(),
                        Tag.of("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                                .alone(),
                        Tag.of("meta", "name", "color-scheme", "content", "light dark")
                                .alone(),
                        Tag.of("meta", "name", "referrer", "content", "no-referrer")
                                .alone(),
                        Tag.of("title").text("Observability health"),
                        Tag.of("link", "rel", "icon", "href", "data:,").alone(),
                        Tag.of("style").with(new Html(LOOKS.text())));
    }

    private static Html body(HealthReport report) {
        Remedies remedies = new Remedies(report);
        return Tag.of("body")
                .with(
                        Tag.of("a", "class", "skip", "href", "#overview-heading")
                                .text("Skip to content"),
                        Icon.shapes(),
                        header(),
                        Tag.of("main")
                                .with(
                                        new Overview(report).html(),
                                        Html.join(report.services().stream()
                                                .map(service -> new ServicePage(service, remedies).html())),
                                        Html.join(
                                                report.slos().stream().map(slo -> new SloPage(slo, remedies).html()))),
                        Tag.of("footer")
                                .with(
                                        Tag.of("p")
                                                .text("Made by Signalbox from the status of resources, "
                                                        + Figure.minute(report.at())
                                                        + ". Nothing is fetched by this page."),
                                        Tag.of("p", "id", "data").with()),
                        Tag.of("script", "type", "application/json", "id", "report")
                                .with(data(report)),
                        Tag.of("script").with(new Html(SCRIPT.text())));
    }

    private static Html header() {
        return Tag.of("header", "class", "top-bar")
                .with(
                        Tag.of("a", "class", "brand", "href", "#overview").text("Signalbox"),
                        Tag.of("nav", "aria-label", "Sections")
                                .with(Tag.of("ul", "role", "list")
                                        .with(PARTS.entrySet().stream().map(part -> Tag.of("li")
                                                .with(Link.inside(part.getKey(), Html.text(part.getValue())))))));
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("to-do", "To do");
        parts.put("slos", "SLOs");
        parts.put("coverage", "Coverage");
        parts.put("series", "Series");
        parts.put("cost", "Cost");
        parts.put("alerts", "Alerts");
        return parts;
    }

    /** In a script that is data, only what ends it has to be kept out; in JSON that can be written otherwise. */
    private static Html data(HealthReport report) {
        return new Html(HealthJson.of(report).toString().replace("<", "\\u003c"));
    }
}
