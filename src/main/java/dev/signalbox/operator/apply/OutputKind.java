package dev.signalbox.operator.apply;

import dev.signalbox.facts.ServedKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/** Kinds that are written for others to act on. */
public enum OutputKind {
    PROMETHEUS_RULE(ServedKind.PROMETHEUS_RULE, "prometheusrules", Origin.DEFINED, Scope.NAMESPACE),
    VM_RULE(ServedKind.VM_RULE, "vmrules", Origin.DEFINED, Scope.NAMESPACE),
    POD_MONITOR(ServedKind.POD_MONITOR, "podmonitors", Origin.DEFINED, Scope.NAMESPACE),
    SERVICE_MONITOR(ServedKind.SERVICE_MONITOR, "servicemonitors", Origin.DEFINED, Scope.NAMESPACE),
    CERTIFICATE(ServedKind.CERTIFICATE, "certificates", Origin.DEFINED, Scope.NAMESPACE),
    ISSUER(new ServedKind("cert-manager.io/v1", "Issuer"), "issuers", Origin.DEFINED, Scope.NAMESPACE),
    OPEN_TELEMETRY_COLLECTOR(
            ServedKind.OPEN_TELEMETRY_COLLECTOR, "opentelemetrycollectors", Origin.DEFINED, Scope.NAMESPACE),
    ALERTMANAGER_CONFIG(ServedKind.ALERTMANAGER_CONFIG, "alertmanagerconfigs", Origin.DEFINED, Scope.NAMESPACE),
    INSTRUMENTATION(ServedKind.INSTRUMENTATION, "instrumentations", Origin.DEFINED, Scope.NAMESPACE),
    GRAFANA_DASHBOARD(ServedKind.GRAFANA_DASHBOARD, "grafanadashboards", Origin.DEFINED, Scope.NAMESPACE),
    GRAFANA_FOLDER(
            new ServedKind("grafana.integreatly.org/v1beta1", "GrafanaFolder"),
            "grafanafolders",
            Origin.DEFINED,
            Scope.NAMESPACE),
    GRAFANA_DATASOURCE(
            new ServedKind("grafana.integreatly.org/v1beta1", "GrafanaDatasource"),
            "grafanadatasources",
            Origin.DEFINED,
            Scope.NAMESPACE),
    ANALYSIS_TEMPLATE(ServedKind.ANALYSIS_TEMPLATE, "analysistemplates", Origin.DEFINED, Scope.NAMESPACE),
    METRIC_TEMPLATE(ServedKind.METRIC_TEMPLATE, "metrictemplates", Origin.DEFINED, Scope.NAMESPACE),
    OPEN_REPORT(ServedKind.OPEN_REPORT, "reports", Origin.DEFINED, Scope.NAMESPACE),
    POLICY_REPORT(ServedKind.POLICY_REPORT, "policyreports", Origin.DEFINED, Scope.NAMESPACE),
    FREEZE_GATE(new ServedKind("signalbox.dev/v1alpha1", "FreezeGate"), "freezegates", Origin.DEFINED, Scope.NAMESPACE),
    VALIDATING_ADMISSION_POLICY_BINDING(
            new ServedKind("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"),
            "validatingadmissionpolicybindings",
            Origin.BUILT_IN,
            Scope.CLUSTER),
    CONFIG_MAP(ServedKind.CONFIG_MAP, "configmaps", Origin.BUILT_IN, Scope.NAMESPACE),
    NAMESPACE(new ServedKind("v1", "Namespace"), "namespaces", Origin.BUILT_IN, Scope.CLUSTER),
    SERVICE_ACCOUNT(new ServedKind("v1", "ServiceAccount"), "serviceaccounts", Origin.BUILT_IN, Scope.NAMESPACE),
    SERVICE(new ServedKind("v1", "Service"), "services", Origin.BUILT_IN, Scope.NAMESPACE),
    CLUSTER_ROLE_BINDING(
            new ServedKind("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"),
            "clusterrolebindings",
            Origin.BUILT_IN,
            Scope.CLUSTER),
    ROLE_BINDING(
            new ServedKind("rbac.authorization.k8s.io/v1", "RoleBinding"),
            "rolebindings",
            Origin.BUILT_IN,
            Scope.NAMESPACE),
    NETWORK_POLICY(
            new ServedKind("networking.k8s.io/v1", "NetworkPolicy"),
            "networkpolicies",
            Origin.BUILT_IN,
            Scope.NAMESPACE),
    POD_DISRUPTION_BUDGET(
            new ServedKind("policy/v1", "PodDisruptionBudget"),
            "poddisruptionbudgets",
            Origin.BUILT_IN,
            Scope.NAMESPACE),
    DAEMON_SET(new ServedKind("apps/v1", "DaemonSet"), "daemonsets", Origin.BUILT_IN, Scope.NAMESPACE),
    STATEFUL_SET(new ServedKind("apps/v1", "StatefulSet"), "statefulsets", Origin.BUILT_IN, Scope.NAMESPACE),
    DEPLOYMENT(new ServedKind("apps/v1", "Deployment"), "deployments", Origin.BUILT_IN, Scope.NAMESPACE),
    JOB(new ServedKind("batch/v1", "Job"), "jobs", Origin.BUILT_IN, Scope.NAMESPACE),
    HORIZONTAL_POD_AUTOSCALER(
            new ServedKind("autoscaling/v2", "HorizontalPodAutoscaler"),
            "horizontalpodautoscalers",
            Origin.BUILT_IN,
            Scope.NAMESPACE);

    private final ServedKind kind;
    private final Origin origin;
    private final ResourceDefinitionContext context;

    private enum Origin {
        /** Every cluster has it. */
        BUILT_IN,
        /** A cluster has it with its definition. */
        DEFINED
    }

    private enum Scope {
        NAMESPACE,
        CLUSTER
    }

    OutputKind(ServedKind kind, String plural, Origin origin, Scope scope) {
        int slash = kind.apiVersion().indexOf('/');
        this.kind = kind;
        this.origin = origin;
        this.context = new ResourceDefinitionContext.Builder()
                .withGroup(kind.apiVersion().substring(0, Math.max(0, slash)))
                .withVersion(kind.apiVersion().substring(slash + 1))
                .withKind(kind.kind())
                .withPlural(plural)
                .withNamespaced(scope == Scope.NAMESPACE)
                .build();
    }

    public ServedKind kind() {
        return kind;
    }

    /** How its requests are addressed. */
    public ResourceDefinitionContext context() {
        return context;
    }

    public boolean isNamespaced() {
        return context.isNamespaceScoped();
    }

    /** Name of the definition that must be there before the kind is served; empty where every cluster has the kind. */
    public Optional<String> definition() {
        return origin == Origin.BUILT_IN
                ? Optional.empty()
                : Optional.of(context.getPlural() + "." + context.getGroup());
    }

    /** In URLs and rights: {@code configmaps}. */
    public String plural() {
        return context.getPlural();
    }

    /** In rights: {@code apps}; empty for the core group. */
    public String group() {
        return context.getGroup();
    }

    /**
     * What one must be allowed to do with any object of the kind to write it. A namespace is never deleted, as all that is in
     * it would go, nor is a folder; the bindings of a cluster are changed by their names only.
     */
    public List<String> verbs() {
        return switch (this) {
            case NAMESPACE -> List.of("list", "watch", "create", "patch");
            case CLUSTER_ROLE_BINDING -> List.of("list", "watch", "create");
            case GRAFANA_FOLDER -> List.of("get", "list", "watch", "create", "patch");
            default -> List.of("get", "list", "watch", "create", "patch", "delete");
        };
    }

    /** Whether one that is no longer wanted is deleted. */
    boolean isPruned() {
        return this != NAMESPACE && this != GRAFANA_FOLDER;
    }

    /**
     * Whether it goes with the resource that it was made for. With a folder Grafana deletes all that is in it, whoever put it
     * there.
     */
    boolean isOwned() {
        return this != GRAFANA_FOLDER;
    }

    public static OutputKind of(HasMetadata manifest) {
        return of(new ServedKind(manifest.getApiVersion(), manifest.getKind()));
    }

    public static OutputKind of(ServedKind kind) {
        for (OutputKind output : values()) {
            if (output.kind.equals(kind)) {
                return output;
            }
        }
        throw new IllegalArgumentException("not a kind that is written: " + kind);
    }
}
