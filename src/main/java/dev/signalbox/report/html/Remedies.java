package dev.signalbox.report.html;

import dev.signalbox.model.ResourceName;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What to do, with the change to make. */
final class Remedies {
    private final Set<ResourceName> slos;
    private final Set<ResourceName> services;
    private final List<Recommendation> all;

    Remedies(HealthReport report) {
        all = report.recommendations();
        slos = report.slos().stream().map(slo -> slo.name()).collect(Collectors.toSet());
        services = report.services().stream().map(service -> service.name()).collect(Collectors.toSet());
    }

    /** All of them; the first ones unfolded. */
    Html all() {
        return all.isEmpty()
                ? Tag.of("p", "class", "quiet").text("Nothing: all that is known is as it should be.")
                : list(all, true);
    }

    /** Those about one resource; nothing where there are none. */
    Html about(String kind, ResourceName subject) {
        List<Recommendation> some = all.stream()
                .filter(one -> one.kind().equals(kind) && one.subject().equals(subject))
                .toList();
        return some.isEmpty() ? Html.NONE : Html.join(Tag.of("h2").text("What to do"), list(some, false));
    }

    private Html list(List<Recommendation> some, boolean withSubject) {
        return Tag.of("ol", "class", "remedies", "role", "list")
                .with(some.stream().map(one -> Tag.of("li").with(item(one, withSubject, !withSubject))));
    }

    private Html item(Recommendation one, boolean withSubject, boolean open) {
        Html subject = withSubject
                ? Tag.of("span", "class", "subject").with(Words.quiet(one.kind() + " "), Words.breakable(one.subject()))
                : Html.NONE;
        return Tag.of("details", open ? new String[] {"open", ""} : new String[0])
                .with(
                        Tag.of("summary")
                                .with(
                                        Icon.of(one.urgency()),
                                        Tag.of("span", "class", "title").text(one.title()),
                                        subject),
                        Tag.of("div", "class", "remedy")
                                .with(
                                        Tag.of("p").text(one.reason()),
                                        one.remedy()
                                                .place()
                                                .map(place -> Tag.of("p", "class", "place")
                                                        .text(place))
                                                .orElse(Html.NONE),
                                        Tag.of("pre", "data-copy", "")
                                                .with(Words.code(one.remedy().text())),
                                        withSubject ? more(one) : Html.NONE));
    }

    private Html more(Recommendation one) {
        if (one.kind().equals("SLO") && slos.contains(one.subject())) {
            return Tag.of("p").with(Link.inside(Link.sloId(one.subject()), Html.text("All about " + one.subject())));
        }
        if (one.kind().equals("ServiceObservability") && services.contains(one.subject())) {
            return Tag.of("p")
                    .with(Link.inside(Link.serviceId(one.subject()), Html.text("All about " + one.subject())));
        }
        return Html.NONE;
    }
}
