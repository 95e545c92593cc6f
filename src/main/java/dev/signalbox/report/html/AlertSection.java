package dev.signalbox.report.html;

import dev.signalbox.report.AlertHealth;
import dev.signalbox.report.Figure;
import dev.signalbox.report.html.Table.Cell;
import java.util.function.Function;

/** Alerts that fire, and those that are of little use. */
final class AlertSection {
    private final AlertHealth alerts;

    AlertSection(AlertHealth alerts) {
        this.alerts = alerts;
    }

    Html html() {
        return Section.of(
                "alerts",
                "Alerts",
                Tag.of("p")
                        .text(alerts.total()
                                        .map(total -> Figure.plural(total, "alert", "alerts") + ", ")
                                        .orElse("")
                                + alerts.firing() + " firing."),
                firing(),
                names("Come and go, or fire all day", alerts.noisy(), AlertSection::noisy),
                names("Say nothing of what to do", alerts.withoutRunbook(), AlertHealth.Named::toString),
                names("Can't fire: what they read has no data", alerts.neverData(), AlertHealth.Named::toString));
    }

    private Html firing() {
        if (alerts.ofSlos().isEmpty()) {
            return Html.NONE;
        }
        Table table = Table.of("alert-table", "Alerts that fire", "Alert", "SLO", "Severity", "Since");
        alerts.ofSlos()
                .forEach(alert -> table.row(
                        Cell.of(alert.alert()),
                        Cell.of(Link.inside("slo/" + alert.slo(), Html.text(alert.slo()))),
                        Cell.of(alert.severity()),
                        Cell.of(Figure.minute(alert.since()))));
        return table.html();
    }

    private static <T> Html names(String what, AlertHealth.Listed<T> alerts, Function<T, String> words) {
        return alerts.first().isEmpty()
                ? Html.NONE
                : Tag.of("details")
                        .with(
                                Tag.of("summary").text(what + ": " + alerts.count()),
                                Tag.of("ul", "class", "names")
                                        .with(alerts.first().stream()
                                                .map(alert -> Tag.of("li").with(Words.code(words.apply(alert))))));
    }

    private static String noisy(AlertHealth.Noisy noisy) {
        return noisy.alert() + ", " + noisy.episodes() + " times in a day"
                + noisy.neverSilenced()
                        .filter(never -> never)
                        .map(_ -> ", never silenced")
                        .orElse("");
    }
}
