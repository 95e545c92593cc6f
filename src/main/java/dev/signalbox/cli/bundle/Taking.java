package dev.signalbox.cli.bundle;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.intake.schema.ResourceKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects of one kind that are taken, into a file of their own.
 *
 * @param file in the archive
 * @param api group and version: {@code apis/apps/v1}
 * @param plural of the kind, as the API server calls it
 * @param where they are looked for
 * @param which of them are taken
 */
record Taking(String file, String api, String plural, Where where, Which which) {
    private static final String OURS = "apis/" + ResourceKind.GROUP + "/v1alpha1";
    private static final String ADMISSION = "apis/admissionregistration.k8s.io/v1";
    private static final String RIGHTS = "apis/rbac.authorization.k8s.io/v1";

    /** In the order in which one reads them. */
    static final List<Taking> ALL = Stream.of(
                    of(
                            "resources",
                            OURS,
                            Where.EVERYWHERE,
                            Which.ALL,
                            "slos",
                            "serviceobservabilities",
                            "samplingpolicies",
                            "freezegates"),
                    of("resources", OURS, Where.CLUSTER, Which.ALL, "observabilitystacks", "observabilitypolicies"),
                    of("operator", "apis/apps/v1", Where.OPERATOR, Which.OPERATORS, "deployments", "replicasets"),
                    of("operator", "api/v1", Where.OPERATOR, Which.OPERATORS, "pods", "services", "serviceaccounts"),
                    of("operator", "apis/networking.k8s.io/v1", Where.OPERATOR, Which.OPERATORS, "networkpolicies"),
                    of("operator", "apis/policy/v1", Where.OPERATOR, Which.OPERATORS, "poddisruptionbudgets"),
                    of("operator", "apis/coordination.k8s.io/v1", Where.OPERATOR, Which.ALL, "leases"),
                    of("operator", "apis/events.k8s.io/v1", Where.OPERATOR, Which.ALL, "events"),
                    of("events", "apis/events.k8s.io/v1", Where.EVERYWHERE, Which.TOLD, "events"),
                    of(
                            "collectors",
                            "apis/apps/v1",
                            Where.EVERYWHERE,
                            Which.MADE,
                            "daemonsets",
                            "statefulsets",
                            "deployments"),
                    of("collectors", "apis/batch/v1", Where.EVERYWHERE, Which.MADE, "jobs"),
                    of(
                            "collectors",
                            "api/v1",
                            Where.EVERYWHERE,
                            Which.MADE,
                            "pods",
                            "configmaps",
                            "services",
                            "serviceaccounts"),
                    of("collectors", "apis/networking.k8s.io/v1", Where.EVERYWHERE, Which.MADE, "networkpolicies"),
                    of("collectors", "apis/policy/v1", Where.EVERYWHERE, Which.MADE, "poddisruptionbudgets"),
                    of("collectors", "apis/autoscaling/v2", Where.EVERYWHERE, Which.MADE, "horizontalpodautoscalers"),
                    of(
                            "collectors",
                            "apis/opentelemetry.io/v1beta1",
                            Where.EVERYWHERE,
                            Which.MADE,
                            "opentelemetrycollectors"),
                    of(
                            "rules",
                            "apis/monitoring.coreos.com/v1",
                            Where.EVERYWHERE,
                            Which.MADE,
                            "prometheusrules",
                            "podmonitors",
                            "servicemonitors"),
                    of(
                            "rules",
                            "apis/monitoring.coreos.com/v1alpha1",
                            Where.EVERYWHERE,
                            Which.MADE,
                            "alertmanagerconfigs"),
                    of("rules", "apis/operator.victoriametrics.com/v1beta1", Where.EVERYWHERE, Which.MADE, "vmrules"),
                    of(
                            "admission",
                            ADMISSION,
                            Where.CLUSTER,
                            Which.NAMED,
                            "validatingwebhookconfigurations",
                            "validatingadmissionpolicies",
                            "validatingadmissionpolicybindings"),
                    of("rights", RIGHTS, Where.CLUSTER, Which.NAMED, "clusterroles", "clusterrolebindings"),
                    of("rights", RIGHTS, Where.EVERYWHERE, Which.NAMED, "roles", "rolebindings"),
                    of(
                            "cluster",
                            "apis/apiextensions.k8s.io/v1",
                            Where.CLUSTER,
                            Which.NAMED,
                            "customresourcedefinitions"))
            .flatMap(List::stream)
            .toList();

    /** Where objects are looked for. */
    enum Where {
        /** Objects that are in no namespace. */
        CLUSTER,
        /** In the operator's namespace. */
        OPERATOR,
        /** In all namespaces; whoever may not, in those that are known. */
        EVERYWHERE
    }

    /** Which objects are taken. */
    enum Which {
        ALL("all", ""),
        /** The installation's. */
        OPERATORS(
                "labelled app.kubernetes.io/name=signalbox",
                selecting("labelSelector", "app.kubernetes.io/name=signalbox")),
        /** What the operator made. */
        MADE(
                "labelled " + OutputLabels.MANAGED_BY + "=" + OutputLabels.SIGNALBOX,
                selecting("labelSelector", OutputLabels.MANAGED_BY + "=" + OutputLabels.SIGNALBOX)),
        /** What the operator told. */
        TOLD("told by the operator", selecting("fieldSelector", "reportingController=signalbox.dev/operator")),
        /** Of a kind whose objects carry no label of ours for sure. */
        NAMED("named after Signalbox", "");

        private final String words;
        private final String query;

        Which(String words, String query) {
            this.words = words;
            this.query = query;
        }

        /** Appended to a query. */
        String query() {
            return query;
        }

        @Override
        public String toString() {
            return words;
        }

        private static String selecting(String parameter, String selector) {
            return "&" + parameter + "=" + URLEncoder.encode(selector, StandardCharsets.UTF_8);
        }
    }

    /** @param namespace empty for all, and for objects in none */
    String path(String namespace) {
        return "/" + api + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural;
    }

    private static List<Taking> of(String directory, String api, Where where, Which which, String... plurals) {
        return Stream.of(plurals)
                .map(plural -> new Taking(directory + "/" + plural + ".yaml", api, plural, where, which))
                .toList();
    }
}
