package dev.signalbox.report.html;

import dev.signalbox.report.AlertHealth;
import dev.signalbox.report.Figure;
import dev.signalbox.report.html.Table.Cell;
import java.util.List;
import java.util.Optional;

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
                                        .orElse("") + alerts.firing().size() + " firing."),
                firing(),
                names("Come and go, and nobody has silenced them", alerts.noisy()),
                names("Name no runbook", Optional.of(alerts.withoutRunbook())),
                names("Have never had data", alerts.neverData()));
    }

    private Html firing() {
        if (alerts.firing().isEmpty()) {
            return Html.NONE;
        }
        Table table = Table.of("alert-table", "Alerts that fire", "Alert", "SLO", "Severity", "Since");
        alerts.firing()
                .forEach(alert -> table.row(
                        Cell.of(alert.alert()),
                        Cell.of(Link.inside("slo/" + alert.slo(), Html.text(alert.slo()))),
                        Cell.of(alert.severity()),
                        Cell.of(alert.since().orElse(Figure.UNKNOWN))));
        return table.html();
    }

    private static Html names(String what, Optional<List<String>> names) {
        return names.filter(some -> !some.isEmpty())
                .map(some -> Tag.of("details")
                        .with(
                                Tag.of("summary").text(what + ": " + some.size()),
                                Tag.of("ul", "class", "names")
                                        .with(some.stream()
                                                .map(name -> Tag.of("li").text(name)))))
                .orElse(Html.NONE);
    }
}
