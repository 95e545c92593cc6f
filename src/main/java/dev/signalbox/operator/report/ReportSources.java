package dev.signalbox.operator.report;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the report is made of. It is listed when somebody asks, and not watched: few ask, and watching would double what a
 * replica keeps in memory.
 */
public final class ReportSources {
    /** For the page, its reload, and the next one who asks. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final String STACK_IN_USE = "default";

    /** A part of a list, so that it never is in memory as JSON as a whole. */
    private static final long AT_ONCE = 100;

    private final KubernetesClient client;
    private final Set<String> namespaces;

    /** Given up when memory is wanted for something else, because the next report may be long in coming. */
    private SoftReference<Listed> last = new SoftReference<>(null);

    private record Listed(Resources resources, Instant at) {}

    /** @param namespaces which are watched; empty for all */
    public ReportSources(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** All resources, at most some seconds old. */
    public synchronized Resources resources(Instant now) {
        Listed known = last.get();
        if (known != null && now.isBefore(known.at().plus(FRESH))) {
            return known.resources();
        }
        last.clear(); // before the next are there, too
        Resources resources = new Resources(
                list(SLO.class),
                list(ServiceObservability.class),
                list(SamplingPolicy.class),
                all(client.resources(ObservabilityPolicy.class)::list).toList(),
                all(client.resources(ObservabilityStack.class)::list)
                        .filter(stack -> stack.getMetadata().getName().equals(STACK_IN_USE))
                        .findFirst(),
                new Scope.Cluster());
        last = new SoftReference<>(new Listed(resources, now));
        return resources;
    }

    private <T extends HasMetadata> List<T> list(Class<T> kind) {
        var resources = client.resources(kind);
        Stream<? extends Listable<? extends KubernetesResourceList<T>>> lists = namespaces.isEmpty()
                ? Stream.of(resources.inAnyNamespace())
                : namespaces.stream().sorted().map(resources::inNamespace);
        return lists.flatMap(list -> all(list::list)).toList();
    }

    private static <T extends HasMetadata> Stream<T> all(
            Function<ListOptions, ? extends KubernetesResourceList<T>> list) {
        List<T> all = new ArrayList<>();
        String next = null;
        do {
            KubernetesResourceList<T> part = list.apply(new ListOptionsBuilder()
                    .withLimit(AT_ONCE)
                    .withContinue(next)
                    .build());
            part.getItems().forEach(ReportSources::strip);
            all.addAll(part.getItems());
            next = part.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return all.stream();
    }

    /** Half of a resource is who wrote which field. */
    private static void strip(HasMetadata resource) {
        resource.getMetadata().setManagedFields(null);
        resource.getMetadata().setAnnotations(null);
    }
}
