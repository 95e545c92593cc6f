package dev.signalbox.report.html;

import dev.signalbox.report.Figure;
import dev.signalbox.report.PolicyHealth;
import dev.signalbox.report.html.Table.Cell;

/** How resources stand with policies, and what to change. */
final class PolicySection {
    private final PolicyHealth health;

    PolicySection(PolicyHealth health) {
        this.health = health;
    }

    Html html() {
        if (health.judged() == 0 && health.policies().isEmpty()) {
            return Section.of("policies", "Policies", Section.nothing("No policy is for any of these resources."));
        }
        return Section.of("policies", "Policies", policies(), violating());
    }

    private Html policies() {
        if (health.policies().isEmpty()) {
            return Html.NONE;
        }
        Table table = Table.of(
                "policy-table", "Policies", "Policy", "Enforcement", ">Checked", ">Violating", ">Excepted", "State");
        health.policies()
                .forEach(policy -> table.row(
                        Cell.of(policy.name()),
                        Cell.of(policy.enforcement()),
                        Cell.of("" + policy.checked()),
                        Cell.of("" + policy.violating()),
                        Cell.of("" + policy.excepted()),
                        Cell.of(
                                policy.problems().isEmpty()
                                        ? Icon.GOOD.beside("enforced")
                                        : Overview.problems(policy.problems()))));
        return table.html();
    }

    private Html violating() {
        if (health.violating().isEmpty()) {
            return Tag.of("p")
                    .with(Icon.GOOD.beside(
                            Figure.plural(health.judged(), "resource", "resources") + " judged, none breaks a rule"));
        }
        Table table = Table.of("violation-table", "Resources that break rules", "Resource", "Kind", "What to change");
        health.violating()
                .forEach(one -> table.row(
                        Cell.of(one.name().toString()),
                        Cell.of(one.kind()),
                        Cell.of(Tag.of("ul", "class", "problems", "role", "list")
                                .with(one.violations().stream()
                                        .map(violation -> Tag.of("li").text(violation))))));
        return table.html();
    }
}
