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

/**
 * Everything outside a resource that decides what it becomes. Equal facts and equal resources give equal bytes.
 *
 * @param kinds optional kinds that the cluster serves
 * @param prometheus version of the server that evaluates the rules, where it is known
 * @param rules how rules are written
 * @param services every {@code ServiceObservability}, by its name
 * @param slothIds which SLOs have one id in compatibility with Sloth
 * @param buckets bounds of classic histograms by their names, where they are known; in the unit of each
 * @param headStrategies URL under which the operator serves head sampling strategies
 * @param image of Signalbox itself, for what of it runs in pods of others; nothing: nothing of it does
 * @param loki what Loki's own configuration says; nothing: it is not known yet
 * @param tempo what holds for Tempo's tenants of which nothing is said, in JSON; nothing: it is not known
 * @param dashboards where dashboards go
 * @param alertmanagers that the prometheus-operator runs; nothing: it is not known which there are
 * @param confinedNamespaces whose resources read and ask nothing but what is of their own namespace
 */
public record ClusterFacts(
        Set<ServedKind> kinds,
        Optional<PrometheusVersion> prometheus,
        RuleSettings rules,
        Map<ResourceName, DeclaredService> services,
        SlothIds slothIds,
        Map<String, List<BigDecimal>> buckets,
        String headStrategies,
        Optional<String> image,
        Optional<LokiDefaults> loki,
        Optional<String> tempo,
        DashboardSettings dashboards,
        Optional<List<AlertmanagerObject>> alertmanagers,
        Set<String> confinedNamespaces) {
    /** Where the chart puts the operator when it is installed as its description says. */
    public static final String USUAL_HEAD_STRATEGIES = "http://signalbox-operator.signalbox.svc:9001/strategies";

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

    /** Facts with head strategies where they usually are, no image, and Loki as it is without a word. */
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
                USUAL_HEAD_STRATEGIES,
                Optional.empty(),
                Optional.of(LokiDefaults.USUAL),
                Optional.empty(),
                DashboardSettings.NONE,
                Optional.empty(),
                Set.of());
    }

    public ClusterFacts {
        kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
        services = Collections.unmodifiableMap(new TreeMap<>(services));
        buckets = Collections.unmodifiableMap(new TreeMap<>(buckets));
        confinedNamespaces = Collections.unmodifiableSet(new TreeSet<>(confinedNamespaces));
    }

    /** The same where Signalbox has an image, or has none. */
    public ClusterFacts with(Optional<String> itsImage) {
        return new ClusterFacts(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                headStrategies,
                itsImage,
                loki,
                tempo,
                dashboards,
                alertmanagers,
                confinedNamespaces);
    }

    /** The same with head strategies elsewhere. */
    public ClusterFacts withHeadStrategies(String url) {
        return new ClusterFacts(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                url,
                image,
                loki,
                tempo,
                dashboards,
                alertmanagers,
                confinedNamespaces);
    }

    /** The same with what is known of Loki. */
    public ClusterFacts withLoki(Optional<LokiDefaults> known) {
        return new ClusterFacts(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                headStrategies,
                image,
                known,
                tempo,
                dashboards,
                alertmanagers,
                confinedNamespaces);
    }

    /** The same with what is known of Tempo. */
    public ClusterFacts withTempo(Optional<String> known) {
        return new ClusterFacts(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                headStrategies,
                image,
                loki,
                known,
                dashboards,
                alertmanagers,
                confinedNamespaces);
    }

    /** The same with dashboards that go elsewhere. */
    public ClusterFacts withDashboards(DashboardSettings settings) {
        return new ClusterFacts(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                headStrategies,
                image,
                loki,
                tempo,
                settings,
                alertmanagers,
                confinedNamespaces);
    }

    /** The same with what is known of Alertmanagers. */
    public ClusterFacts withAlertmanagers(Optional<List<AlertmanagerObject>> known) {
        return new ClusterFacts(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                headStrategies,
                image,
                loki,
                tempo,
                dashboards,
                known,
                confinedNamespaces);
    }

    /** The same where other namespaces are confined. */
    public ClusterFacts withConfined(Set<String> namespaces) {
        return new ClusterFacts(
                kinds,
                prometheus,
                rules,
                services,
                slothIds,
                buckets,
                headStrategies,
                image,
                loki,
                tempo,
                dashboards,
                alertmanagers,
                namespaces);
    }

    /** Whether what a namespace's resources read and ask is confined to it. */
    public boolean confines(String namespace) {
        return confinedNamespaces.contains(namespace);
    }

    public boolean serves(ServedKind kind) {
        return kinds.contains(kind);
    }
}
