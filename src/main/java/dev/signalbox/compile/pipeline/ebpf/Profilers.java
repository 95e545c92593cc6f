package dev.signalbox.compile.pipeline.ebpf;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.agent.ProfileConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.gateway.BackendExits;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.ProfilerWorkload;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The profiler of a stack's nodes, where a service asks for it. */
public final class Profilers {
    private Profilers() {}

    /**
     * What it is to run with; nothing where nobody asks for it, or nobody takes what it makes.
     *
     * @param services each once, sorted by their key
     */
    public static Optional<Profiler> of(TelemetryStack stack, Collection<TelemetryService> services) {
        if (services.stream().noneMatch(TelemetryService::profiled)
                || !remarks(stack).isEmpty()) {
            return Optional.empty();
        }
        return stack.backends().profiles().map(endpoint -> {
            CollectorConfiguration keeping = ProfileConfiguration.keeping(services, BackendExits.profiles(endpoint));
            return new Profiler(
                    ProfilerWorkload.files(
                            stack,
                            keeping.text(CollectorVersion.PINNED),
                            ProfileConfiguration.sampling().text(CollectorVersion.PINNED)),
                    keeping);
        });
    }

    /**
     * A profiler.
     *
     * @param files of it and of the collector beside it
     * @param keeping what the collector is told
     */
    public record Profiler(ConfigurationFiles files, CollectorConfiguration keeping) {
        Stream<HasMetadata> objects(TelemetryStack stack, Function<ConfigurationFiles, Revision> runs) {
            return new ProfilerWorkload(stack, files, runs.apply(files)).objects();
        }
    }

    /** Why a service that asks for it has none; empty where it has. */
    public static List<Notice> remarks(TelemetryStack stack) {
        Optional<Endpoint> endpoint = stack.backends().profiles();
        if (endpoint.isEmpty()) {
            return List.of(
                    new Notice(
                            "NoProfilesBackend",
                            "the stack has no server of profiles, so nobody samples the service's pods; write spec.profiles.url in the ObservabilityStack"));
        }
        if (needsSecret(endpoint.get())) {
            return List.of(
                    new Notice(
                            "ProfilesNotSent",
                            "profiles leave from nodes, where Secrets of the stack are not, so nobody samples the service's pods; let spec.profiles.url of the ObservabilityStack lead to a server without auth, and close it by a NetworkPolicy"));
        }
        return isKnown(stack)
                ? List.of()
                : List.of(new Notice(
                        "ProfilesNotSent",
                        "collectors keep profiles apart from version %s on, so nobody samples the service's pods; write spec.collector.version: \"%s\""
                                .formatted(CollectorVersion.PINNED, CollectorVersion.PINNED)));
    }

    private static boolean needsSecret(Endpoint endpoint) {
        return !(endpoint.credentials() instanceof Backends.Credentials.None)
                || endpoint.tls().flatMap(Backends.Tls::secret).isPresent();
    }

    private static boolean isKnown(TelemetryStack stack) {
        return stack.collectors()
                .version()
                .flatMap(CollectorVersion::parse)
                .map(version -> version.isAtLeast(CollectorVersion.PINNED))
                .orElse(true);
    }
}
