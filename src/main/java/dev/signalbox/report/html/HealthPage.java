package dev.signalbox.report.html;

import dev.signalbox.report.Figure;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.ServiceHealth;
import dev.signalbox.report.SloHealth;
import dev.signalbox.report.json.HealthJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole page. The same report gives the same bytes. */
public final class HealthPage {
    private static final Asset LOOKS = Asset.of("page.css");
    private static final Asset SCRIPT = Asset.of("page.js");

    private static final String OWN_POLICY = "default-src 'none'; style-src " + LOOKS.hash() + "; script-src "
            + SCRIPT.hash() + "; img-src data:; base-uri 'none'; form-action 'none'";

    /**
     * What the page may do, for the header {@code Content-Security-Policy}. The page says the same of itself, but for who
     * may put it into a frame, which only the header can say.
     */
    public static final String POLICY = OWN_POLICY + "; frame-ancestors 'none'";

    private static final Map<String, String> PARTS = parts();

    private HealthPage() {}

    /** The page of a report. */
    public static String of(HealthReport report) {
        StringBuilder page = new StringBuilder();
        try {
            write(report, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    /** Writes it bit by bit: of a large cluster the whole is several megabytes. */
    public static void write(HealthReport report, Appendable out) throws IOException {
        Remedies remedies = new Remedies(report);
        out.append("<!doctype html>\n<html lang=\"en\">\n").append(head().markup());
        out.append("<body>\n")
                .append(Tag.of("a", "class", "skip", "href", "#overview-heading")
                        .text("Skip to content")
                        .markup())
                .append(Icon.shapes().markup())
                .append(header().markup())
                .append("<main>\n")
                .append(new Overview(report).html().markup());
        for (ServiceHealth service : report.services()) {
            out.append(new ServicePage(service, remedies).html().markup());
        }
        for (SloHealth slo : report.slos()) {
            out.append(new SloPage(slo, remedies).html().markup());
        }
        out.append("</main>\n")
                .append(footer(report).markup())
                .append(Tag.of("script", "type", "application/json", "id", "report")
                        .with(data(report))
                        .markup())
                .append(Tag.of("script").with(new Html(SCRIPT.text())).markup())
                .append("</body>\n</html>\n");
    }

    private static Html footer(HealthReport report) {
        return Tag.of("footer")
                .with(
                        Tag.of("p")
                                .text("Made by Signalbox from the status of resources, " + Figure.minute(report.at())
                                        + ". Nothing is fetched by this page."),
                        Tag.of("p", "id", "data").with());
    }

    private static Html head() {
        return Tag.of("head")
                .with(
                        Tag.of("meta", "charset", "utf-8").alone(),
                        Tag.of("meta", "http-equiv", "Content-Security-Policy", "content", OWN_POLICY)
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
        parts.put("policies", "Policies");
        return parts;
    }

    /** In a script that is data, only what ends it has to be kept out; in JSON that can be written otherwise. */
    private static Html data(HealthReport report) {
        return new Html(HealthJson.of(report).toString().replace("<", "\\u003c"));
    }
}
