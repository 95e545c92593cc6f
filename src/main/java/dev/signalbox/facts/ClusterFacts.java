package dev.signalbox.facts;

import dev.signalbox.model.ResourceName;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything outside a resource that decides what it becomes. Equal facts and equal resources give equal bytes.
 *
 * @param kinds optional kinds that the cluster serves
 * @param prometheus version of the server that evaluates the rules, where it is known
 * @param rules how rules are written
 * @param services every {@code ServiceObservability}, by its name
 * @param slothIds which SLOs have one id in compatibility with Sloth
 * @param buckets bounds of classic histograms by their names, where they are known; in the unit of each
 * @param signalbox where it is itself
 * @param backends what is known of servers
 * @param dashboards where dashboards go
 * @param confinedNamespaces whose resources read and ask nothing but what is of their own namespace; each with the policy that
 *     says so, where it is known
 */
public record ClusterFacts(
        Set<ServedKind> kinds,
        Optional<PrometheusVersion> prometheus,
        RuleSettings rules,
        Map<ResourceName, DeclaredService> services,
        SlothIds slothIds,
        Map<String, List<BigDecimal>> buckets,
        Installation signalbox,
        KnownBackends backends,
        DashboardSettings dashboards,
        Map<String, Optional<String>> confinedNamespaces) {
    /** What is taken for granted without a cluster: every optional kind is served, nothing is declared. */
    public static final ClusterFacts WITHOUT_CLUSTER = new ClusterFacts(
            Set.of(
                    ServedKind.PROMETHEUS_RULE,
                    ServedKind.POD_MONITOR,
                    ServedKind.VM_RULE,
                    ServedKind.CERTIFICATE,
                    ServedKind.OPEN_TELEMETRY_COLLECTOR,
                    ServedKind.INSTRUMENTATION,
                    ServedKind.GRAFANA_DASHBOARD,
                    ServedKind.ALERTMANAGER_CONFIG,
                    ServedKind.ANALYSIS_TEMPLATE,
                    ServedKind.METRIC_TEMPLATE,
                    ServedKind.CONFIG_MAP),
            Optional.empty(),
            RuleSettings.DEFAULT,
            Map.of());

    /** Facts in which no two SLOs are in each other's way, and no buckets are known. */
    public ClusterFacts(
            Set<ServedKind> kinds,
            Optional<PrometheusVersion> prometheus,
            RuleSettings rules,
            Map<ResourceName, DeclaredService> services) {
        this(kinds, prometheus, rules, services, SlothIds.NONE, Map.of());
    }

    /** Facts of the usual installation, where no server was asked and there are no dashboards. */
    public ClusterFacts(
            Set<ServedKind> kinds,
            Optional<PrometheusVersion> prometheus,
            RuleSettings rules,
            Map<ResourceName, DeclaredService> services,
            SlothIds slothIds,
            Map<String, List<BigDecimal>> buckets) {
        this(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                Installation.USUAL,
                KnownBackends.UNASKED,
                DashboardSettings.NONE,
                Map.of());
    }

    public ClusterFacts {
        kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
        services = Collections.unmodifiableMap(new TreeMap<>(services));
        buckets = Collections.unmodifiableMap(new TreeMap<>(buckets));
        confinedNamespaces = Collections.unmodifiableMap(new TreeMap<>(confinedNamespaces));
    }

    /** The same with Signalbox elsewhere. */
    public ClusterFacts with(Installation itself) {
        return with(itself, backends, dashboards, confinedNamespaces);
    }

    /** The same with servers of which something else is known. */
    public ClusterFacts with(KnownBackends known) {
        return with(signalbox, known, dashboards, confinedNamespaces);
    }

    /** The same with dashboards that go elsewhere. */
    public ClusterFacts with(DashboardSettings settings) {
        return with(signalbox, backends, settings, confinedNamespaces);
    }

    /** The same where other namespaces are confined, whoever says so. */
    public ClusterFacts withConfined(Set<String> namespaces) {
        return withConfined(
                namespaces.stream().collect(Collectors.toMap(namespace -> namespace, _ -> Optional.empty())));
    }

    /** The same where other namespaces are confined, with the policies that say so. */
    public ClusterFacts withConfined(Map<String, Optional<String>> namespaces) {
        return with(signalbox, backends, dashboards, namespaces);
    }

    private ClusterFacts with(
            Installation itself,
            KnownBackends known,
            DashboardSettings settings,
            Map<String, Optional<String>> confined) {
        return new ClusterFacts(
                kinds, prometheus, rules, services, slothIds, buckets, itself, known, settings, confined);
    }

    /** Whether what a namespace's resources read and ask is confined to it. */
    public boolean confines(String namespace) {
        return confinedNamespaces.containsKey(namespace);
    }

    /** Which policy does; nothing where none does, or it is not known. */
    public Optional<String> confiningPolicy(String namespace) {
        return confinedNamespaces.getOrDefault(namespace, Optional.empty());
    }

    public boolean serves(ServedKind kind) {
        return kinds.contains(kind);
    }
}
