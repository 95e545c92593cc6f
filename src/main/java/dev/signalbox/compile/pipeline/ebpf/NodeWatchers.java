package dev.signalbox.compile.pipeline.ebpf;

import dev.signalbox.compile.pipeline.ebpf.Profilers.Profiler;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.compile.pipeline.workload.Revision;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling.Head;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who looks at pods through the kernel of their node.
 *
 * @param observers of namespaces, sorted by these
 * @param profiler nothing where nobody asks for it
 */
public record NodeWatchers(List<ConfigurationFiles> observers, Optional<Profiler> profiler) {
    public NodeWatchers {
        observers = List.copyOf(observers);
    }

    /**
     * Those that services ask for.
     *
     * @param services each once, sorted by their key
     * @param heads of each service
     */
    public static NodeWatchers of(
            TelemetryStack stack, Collection<TelemetryService> services, Function<TelemetryService, Head> heads) {
        return new NodeWatchers(Observers.files(stack, services, heads), Profilers.of(stack, services));
    }

    /**
     * All objects.
     *
     * @param runs what they are to run with now
     */
    public Stream<HasMetadata> objects(TelemetryStack stack, Function<ConfigurationFiles, Revision> runs) {
        return Stream.concat(
                Observers.objects(stack, observers, runs), profiler.stream().flatMap(one -> one.objects(stack, runs)));
    }
}
