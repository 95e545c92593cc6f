package dev.signalbox.compile.pipeline;

import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.MetricCollection;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.model.pipeline.TelemetryService.Owner;
import dev.signalbox.model.retention.ServiceRetention;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service of which a test says only what matters to it; its pods have the label {@code app} with its name. */
public final class ServiceBuilder {
    private final String namespace;
    private final String name;
    private String resource;
    private Map<String, String> labels = Map.of("tier", "1");
    private LabelSelection pods;
    private Owner owner = Owner.NOBODY;
    private MetricCollection metrics = Telemetry.NO_METRICS;
    private LogCollection logs = LogCollection.DEFAULT;
    private Optional<String> policy = Optional.empty();
    private Instrumentation instrumentation = Instrumentation.NONE;
    private boolean profiled;
    private List<DependencyCheck> dependencies = List.of();
    private List<HttpProbe> probes = List.of();
    private List<String> browserOrigins = List.of();
    private ServiceRetention retention = ServiceRetention.NONE;

    private ServiceBuilder(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
        this.resource = name;
        this.pods = new LabelSelection(Map.of("app", name), List.of());
    }

    /** One whose resource is called as it is. */
    public static ServiceBuilder service(String namespace, String name) {
        return new ServiceBuilder(namespace, name);
    }

    /** Its resource is called otherwise. */
    public ServiceBuilder withResource(String name) {
        resource = name;
        return this;
    }

    /** Its resource has the label {@code tier} with this value. */
    public ServiceBuilder withTier(String tier) {
        labels = Map.of("tier", tier);
        return this;
    }

    public ServiceBuilder withPods(LabelSelection selection) {
        pods = selection;
        return this;
    }

    public ServiceBuilder withOwner(Owner owner) {
        this.owner = owner;
        return this;
    }

    public ServiceBuilder withMetrics(MetricCollection metrics) {
        this.metrics = metrics;
        return this;
    }

    public ServiceBuilder withLogs(LogCollection logs) {
        this.logs = logs;
        return this;
    }

    public ServiceBuilder withPolicy(Optional<String> policy) {
        this.policy = policy;
        return this;
    }

    public ServiceBuilder withInstrumentation(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        return this;
    }

    public ServiceBuilder withProfiles() {
        profiled = true;
        return this;
    }

    public ServiceBuilder withDependencies(List<DependencyCheck> dependencies) {
        this.dependencies = dependencies;
        return this;
    }

    public ServiceBuilder withProbes(List<HttpProbe> probes) {
        this.probes = probes;
        return this;
    }

    public ServiceBuilder withBrowsers(List<String> origins) {
        browserOrigins = origins;
        return this;
    }

    public ServiceBuilder withRetention(ServiceRetention retention) {
        this.retention = retention;
        return this;
    }

    public TelemetryService build() {
        return new TelemetryService(
                new ResourceName(namespace, resource),
                name,
                labels,
                pods,
                owner,
                metrics,
                logs,
                policy,
                instrumentation,
                profiled,
                dependencies,
                probes,
                browserOrigins,
                retention);
    }
}
