package dev.signalbox.operator.cardinality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cardinality.usage.ObjectReads;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Objects of the cluster that read metrics, of all kinds that are served; listed page by page, never watched. */
final class UsageObjects {
    /** What Grafana's sidecar looks for. */
    private static final String DASHBOARD = "grafana_dashboard";

    private final PagedList lists;
    private final Set<String> namespaces;

    /** @param namespaces which may be read; empty for all */
    UsageObjects(KubernetesClient client, Set<String> namespaces) {
        this.lists = new PagedList(client);
        this.namespaces = namespaces;
    }

    /**
     * A kind.
     *
     * @param label that its objects have to have; empty: all of them
     * @param reads what an object reads, by its name and its fields
     */
    private record Kind(
            String group,
            String version,
            String kind,
            String plural,
            boolean namespaced,
            String label,
            BiFunction<String, JsonNode, ObjectReads> reads) {
        static Kind of(
                String group,
                String version,
                String kind,
                String plural,
                BiFunction<String, JsonNode, ObjectReads> reads) {
            return new Kind(
                    group, version, kind, plural, true, "", (name, object) -> reads.apply(name, object.path("spec")));
        }

        String query() {
            return label.isEmpty() ? "" : "labelSelector=" + label;
        }

        /** Where its objects are listed. */
        String path(Optional<String> namespace) {
            return (group.isEmpty() ? "api/" : "apis/" + group + "/") + version + "/"
                    + namespace.map(name -> "namespaces/" + name + "/").orElse("") + plural;
        }
    }

    private static List<Kind> kinds(Set<String> ours) {
        return List.of(
                Kind.of(
                        "monitoring.coreos.com",
                        "v1",
                        "PrometheusRule",
                        "prometheusrules",
                        (_, spec) -> ObjectReads.ofRules(spec, ours)),
                Kind.of(
                        "operator.victoriametrics.com",
                        "v1beta1",
                        "VMRule",
                        "vmrules",
                        (_, spec) -> ObjectReads.ofRules(spec, ours)),
                Kind.of(
                        "grafana.integreatly.org",
                        "v1beta1",
                        "GrafanaDashboard",
                        "grafanadashboards",
                        ObjectReads::ofGrafanaDashboard),
                new Kind("", "v1", "ConfigMap", "configmaps", true, DASHBOARD, ObjectReads::ofConfigMap),
                Kind.of(
                        "autoscaling",
                        "v2",
                        "HorizontalPodAutoscaler",
                        "horizontalpodautoscalers",
                        (_, spec) -> ObjectReads.ofAutoscaler(spec)),
                Kind.of(
                        "keda.sh",
                        "v1alpha1",
                        "ScaledObject",
                        "scaledobjects",
                        (_, spec) -> ObjectReads.ofScaledObject(spec)),
                Kind.of(
                        "argoproj.io",
                        "v1alpha1",
                        "AnalysisTemplate",
                        "analysistemplates",
                        (_, spec) -> ObjectReads.ofAnalysis(spec)),
                new Kind(
                        "argoproj.io",
                        "v1alpha1",
                        "ClusterAnalysisTemplate",
                        "clusteranalysistemplates",
                        false,
                        "",
                        (_, object) -> ObjectReads.ofAnalysis(object.path("spec"))),
                Kind.of(
                        "flagger.app",
                        "v1beta1",
                        "MetricTemplate",
                        "metrictemplates",
                        (_, spec) -> ObjectReads.ofMetricTemplate(spec)));
    }

    /** @param ours names of recorded series whose rules don't count */
    void read(Set<String> ours, ObjectReads.Collected reads) {
        kinds(ours).forEach(kind -> {
            if (namespaces.isEmpty() || !kind.namespaced()) {
                read(kind, Optional.empty(), reads);
            } else {
                namespaces.forEach(namespace -> read(kind, Optional.of(namespace), reads));
            }
        });
        if (!namespaces.isEmpty()) {
            reads.add(ObjectReads.missing("namespaces that the operator does not watch"));
        }
    }

    private void read(Kind kind, Optional<String> namespace, ObjectReads.Collected reads) {
        try {
            lists.each(kind.path(namespace), kind.query(), false, object -> {
                String called = "%s %s/%s"
                        .formatted(
                                kind.kind(),
                                object.at("/metadata/namespace").asText(),
                                object.at("/metadata/name").asText());
                reads.add(called, kind.reads().apply(called, object));
            });
        } catch (Unlisted e) {
            if (!e.isNotServed()) {
                reads.add(ObjectReads.missing(kind.plural() + " (manifests/base/rbac-usage.yaml)"));
            }
        }
    }
}
