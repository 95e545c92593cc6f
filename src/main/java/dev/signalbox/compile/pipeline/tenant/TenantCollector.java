package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.workload.BrowserEntrance;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.compile.pipeline.workload.SecretVariable;
import dev.signalbox.compile.pipeline.workload.TenantCollectorWorkload;
import dev.signalbox.compile.pipeline.workload.TenantEgress;
import dev.signalbox.model.ResourceName;
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
 * @param files what it is to run with
 * @param configuration the same, for a trial
 * @param services of its namespace that have a part in it
 * @param secrets of its namespace, none of them required
 * @param egress where it may go beside its namespace
 * @param browsers where browsers come in
 */
public record TenantCollector(
        ConfigurationFiles files,
        CollectorConfiguration configuration,
        Set<ResourceName> services,
        List<SecretVariable> secrets,
        TenantEgress egress,
        List<BrowserEntrance> browsers) {
    public TenantCollector {
        services = Set.copyOf(services);
        secrets = List.copyOf(secrets);
        browsers = List.copyOf(browsers);
    }

    /**
     * One for each namespace that declares something, as far as the stack has a server for it.
     *
     * @param services each once, sorted by their key
     */
    public static List<TenantCollector> of(
            TelemetryStack stack, Collection<TelemetryService> services, CollectorVersion version) {
        return services.stream()
                .filter(service -> (measures(stack) && service.watched())
                        || (listens(stack) && !service.browserOrigins().isEmpty()))
                .collect(Collectors.groupingBy(
                        service -> service.resource().namespace(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(namespace -> of(stack, namespace.getKey(), namespace.getValue(), version))
                .toList();
    }

    /** Whether there is a server for what dependencies and probes say. */
    public static boolean measures(TelemetryStack stack) {
        return stack.backends().metrics().isPresent();
    }

    /** Whether there is a server for what browsers send. */
    public static boolean listens(TelemetryStack stack) {
        return !BrowserTelemetry.signals(stack).isEmpty();
    }

    /**
     * All objects, in the order in which they are applied.
     *
     * @param runs what it is to run with now
     */
    public List<HasMetadata> objects(TelemetryStack stack, Revision runs) {
        return TenantCollectorWorkload.objects(stack, files, runs, secrets, egress, browsers);
    }

    private static TenantCollector of(
            TelemetryStack stack, String namespace, List<TelemetryService> services, CollectorVersion version) {
        List<TelemetryService> watched = measures(stack) ? services : List.of();
        List<BrowserEntrance> browsers = listens(stack) ? BrowserTelemetry.entrances(services) : List.of();
        CollectorConfiguration configuration = TenantConfiguration.of(stack, services, browsers);
        return new TenantCollector(
                ConfigurationFiles.of(
                        stack,
                        CollectorName.tenant(namespace),
                        configuration.texts(version, ConfigurationFiles.LARGEST_BYTES),
                        Optional.empty()),
                configuration,
                services.stream().map(TelemetryService::resource).collect(Collectors.toSet()),
                watched.stream()
                        .flatMap(service -> service.dependencies().stream())
                        .map(DependencyCheck::secret)
                        .flatMap(Optional::stream)
                        .distinct()
                        .sorted()
                        .flatMap(secret -> new SecretLogin(secret).variables().stream())
                        .toList(),
                new TenantEgress(WatchedEndpoint.portsOutside(namespace, watched.stream()), Set.of()),
                browsers);
    }
}
