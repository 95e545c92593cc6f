package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.SecretVariable;
import dev.signalbox.compile.pipeline.workload.TenantCollectorWorkload;
import dev.signalbox.compile.pipeline.workload.TenantEgress;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The collector of one namespace that has something to be watched.
 *
 * @param files what it runs with
 * @param secrets of its namespace, none of them required
 * @param egress where it may go beside its namespace
 */
public record TenantCollector(ConfigurationFiles files, List<SecretVariable> secrets, TenantEgress egress) {
    public TenantCollector {
        secrets = List.copyOf(secrets);
    }

    /**
     * One for each namespace that declares something; none where the stack has no server of metrics.
     *
     * @param services each once, sorted by their key
     */
    public static List<TenantCollector> of(
            TelemetryStack stack, Collection<TelemetryService> services, CollectorVersion version) {
        if (stack.backends().metrics().isEmpty()) {
            return List.of();
        }
        return services.stream()
                .filter(TelemetryService::watched)
                .collect(Collectors.groupingBy(
                        service -> service.resource().namespace(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(namespace -> of(stack, namespace.getKey(), namespace.getValue(), version))
                .toList();
    }

    /** All objects, in the order in which they are applied. */
    public List<HasMetadata> objects(TelemetryStack stack) {
        return TenantCollectorWorkload.objects(stack, files, secrets, egress);
    }

    private static TenantCollector of(
            TelemetryStack stack, String namespace, List<TelemetryService> services, CollectorVersion version) {
        return new TenantCollector(
                new ConfigurationFiles(
                        CollectorName.tenant(namespace),
                        TenantConfiguration.of(stack, services).text(version),
                        Optional.empty()),
                services.stream()
                        .flatMap(service -> service.dependencies().stream())
                        .map(DependencyCheck::secret)
                        .flatMap(Optional::stream)
                        .distinct()
                        .sorted()
                        .flatMap(secret -> new SecretLogin(secret).variables().stream())
                        .toList(),
                new TenantEgress(WatchedEndpoint.portsOutside(namespace, services.stream()), Set.of()));
    }
}
