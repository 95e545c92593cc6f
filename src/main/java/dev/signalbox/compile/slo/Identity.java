package dev.signalbox.compile.slo;

import dev.signalbox.model.ResourceName;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Modifiers;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.VectorMatching;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which series are those of one SLO. Only what never changes is in here: a changed label forks a series and breaks
 * its joins for days.
 *
 * @param slo the resource
 * @param service whose objective it is
 * @param groupBy labels of which each combination is a series of its own
 * @param labels that every rule puts on what it records
 * @param matchers that choose this SLO's series among those of one name
 */
record Identity(
        ResourceName slo,
        String service,
        List<String> groupBy,
        Map<String, String> labels,
        List<LabelMatcher> matchers) {
    private static final String NAMESPACE = "namespace";
    private static final String SLO = "slo";
    private static final String SERVICE = "service";

    static Identity of(ResourceName slo, String service, List<String> groupBy) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(NAMESPACE, slo.namespace());
        labels.put(SERVICE, service);
        labels.put(SLO, slo.name());
        return new Identity(
                slo,
                service,
                groupBy,
                Collections.unmodifiableMap(labels),
                List.of(LabelMatcher.equal(NAMESPACE, slo.namespace()), LabelMatcher.equal(SLO, slo.name())));
    }

    /** One of this SLO's series. */
    VectorSelector series(String name) {
        return new VectorSelector(Optional.of(name), matchers, Modifiers.NONE);
    }

    /** One of this SLO's series, chosen further. */
    VectorSelector series(String name, List<LabelMatcher> more) {
        return series(name).with(more);
    }

    /** All firing alerts of this SLO. */
    VectorSelector firing() {
        return series("ALERTS", List.of(LabelMatcher.equal("alertstate", "firing")));
    }

    /** Firing alerts of this SLO. */
    VectorSelector firing(String alertName, String severity) {
        return Promql.metric(
                "ALERTS",
                LabelMatcher.equal("alertname", alertName),
                LabelMatcher.equal("alertstate", "firing"),
                LabelMatcher.equal(NAMESPACE, slo.namespace()),
                LabelMatcher.equal(SLO, slo.name()),
                LabelMatcher.equal("signalbox_severity", severity));
    }

    /** Matches a group's raw series with what is recorded of it, which carries the SLO's identity. */
    VectorMatching onGroup() {
        return VectorMatching.on(groupBy.toArray(String[]::new));
    }

    /** Matches a group's series with the same group's alerts, which carry more labels. */
    VectorMatching byGroup() {
        return VectorMatching.on(
                Stream.concat(Stream.of(NAMESPACE, SLO), groupBy.stream()).toArray(String[]::new));
    }
}
