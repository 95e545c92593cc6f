package dev.signalbox.report.html;

import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.report.Figure;
import dev.signalbox.report.SloHealth;
import dev.signalbox.report.html.Table.Cell;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All about one SLO. */
final class SloPage {
    private final SloHealth slo;
    private final Remedies remedies;

    SloPage(SloHealth slo, Remedies remedies) {
        this.slo = slo;
        this.remedies = remedies;
    }

    Html html() {
        return new Page("SLO", Link.sloId(slo.name()), slo.name())
                .of(
                        slo.serviceObject().map(Link::service).orElseGet(() -> Link.inside("slos", Html.text("SLOs"))),
                        slo.description()
                                .map(text -> Tag.of("p", "class", "lead").text(text))
                                .orElse(Html.NONE),
                        facts(),
                        Tag.of("h2").text("Error budget over " + slo.window() + " days"),
                        Sparkline.large(slo.history()),
                        slo.problems().isEmpty()
                                ? Html.NONE
                                : Html.join(Tag.of("h2").text("Conditions"), Overview.problems(slo.problems())),
                        remedies.about("SLO", slo.name()),
                        groups(),
                        firing());
    }

    private Html facts() {
        return new Facts()
                .add("State", Icon.of(slo.state()))
                .add("Target", Figure.percent(slo.target()) + " over " + slo.window() + " days")
                .add("Actual", Figure.percent(slo.actual()))
                .add("Budget left", SloSection.budget(slo))
                .add("Burn rate", slo.burnRate().map(Figure::plain).orElse(Figure.UNKNOWN))
                .add("Service", slo.serviceObject().map(Link::service).orElseGet(() -> Html.text(slo.service())))
                .add("Team", slo.team().map(Html::text))
                .add("Tier", slo.tier().map(tier -> Html.text(tier.toString())))
                .add("Runbook", slo.runbook().map(url -> Link.outside(url, url)))
                .add("Preceded by", slo.precededBy().map(SloPage::deployment))
                .html();
    }

    static Html deployment(WorkloadChange deployment) {
        return Html.join(
                Html.text(deployment.kind() + " " + deployment.name() + ", "
                        + Figure.minute(Optional.ofNullable(deployment.time()))),
                Optional.ofNullable(deployment.images())
                        .map(images ->
                                Html.join(images.stream().map(image -> Html.join(new Html("<br>"), Words.code(image)))))
                        .orElse(Html.NONE));
    }

    private Html groups() {
        if (slo.groups().stream().allMatch(group -> labels(group.labels()).isEmpty())) {
            return Html.NONE;
        }
        Table table =
                Table.of("", "Groups, the worst first", "Group", "State", ">Actual", ">Budget left", ">Burn rate");
        slo.groups()
                .forEach(group -> table.row(
                        Cell.of(labels(group.labels())),
                        Cell.of(Icon.of(Optional.ofNullable(group.state()).orElse(SloStatus.State.NO_DATA))),
                        Cell.of(Figure.percent(Optional.ofNullable(group.sli()))),
                        Cell.of(Figure.percent(Optional.ofNullable(group.errorBudgetRemaining()))),
                        Cell.of(Optional.ofNullable(group.burnRate())
                                .map(Figure::plain)
                                .orElse(Figure.UNKNOWN))));
        return Html.join(
                Tag.of("h2").text("Groups"),
                table.html(),
                slo.groupsOmitted() == 0
                        ? Html.NONE
                        : Section.nothing("And " + slo.groupsOmitted() + " more, which are better off."));
    }

    private Html firing() {
        if (slo.firing().isEmpty()) {
            return Html.NONE;
        }
        Table table = Table.of("", "Alerts that fire", "Alert", "Severity", "Group", "Since");
        slo.firing()
                .forEach(alert -> table.row(
                        Cell.of(Optional.ofNullable(alert.name()).orElse(Figure.UNKNOWN)),
                        Cell.of(Optional.ofNullable(alert.severity()).orElse(Figure.UNKNOWN)),
                        Cell.of(labels(alert.labels())),
                        Cell.of(Figure.minute(Optional.ofNullable(alert.since())))));
        return Html.join(Tag.of("h2").text("Alerts that fire"), table.html());
    }

    private static String labels(Map<String, String> labels) {
        return Optional.ofNullable(labels).orElse(Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }
}
