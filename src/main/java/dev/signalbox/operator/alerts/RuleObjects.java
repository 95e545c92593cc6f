package dev.signalbox.operator.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.alerts.WrittenRule;
import dev.signalbox.alerts.WrittenRules;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** {@code PrometheusRule}s and {@code VMRule}s that others wrote, as the API server has them now. */
final class RuleObjects {
    /** Rules in all: whoever has more is told of the first, by namespace and name as the server lists them. */
    private static final int MOST = 10_000;

    /** A label selector, encoded. */
    static final String NOT_OURS =
            "labelSelector=" + PagedList.encoded(OutputLabels.MANAGED_BY + "!=" + OutputLabels.SIGNALBOX);

    private static final List<ListedKind> KINDS = List.of(
            new ListedKind("PrometheusRule", "monitoring.coreos.com/v1", "prometheusrules"),
            new ListedKind("VMRule", "operator.victoriametrics.com/v1beta1", "vmrules"));

    private final PagedList lists;
    private final Set<String> namespaces;

    /** @param namespaces which are watched; empty for all */
    RuleObjects(PagedList lists, Set<String> namespaces) {
        this.lists = lists;
        this.namespaces = Set.copyOf(namespaces);
    }

    /**
     * By namespace, name and kind; none of a kind that the server doesn't serve.
     *
     * @throws Unlisted when the server can't be asked, or refuses
     */
    List<WrittenRules> read() throws Unlisted {
        List<WrittenRules> objects = new ArrayList<>();
        for (ListedKind kind : KINDS) {
            int[] room = {MOST};
            kind.each(lists, namespaces, NOT_OURS, object -> {
                if (room[0] > 0) {
                    WrittenRules rules =
                            new WrittenRules(kind.kind(), name(object), WrittenRule.of(object.path("spec")));
                    room[0] -= rules.rules().size();
                    objects.add(rules);
                }
            });
        }
        objects.sort(Comparator.comparing(WrittenRules::name).thenComparing(WrittenRules::kind));
        return List.copyOf(objects);
    }

    static ResourceName name(JsonNode object) {
        return new ResourceName(
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    }
}
