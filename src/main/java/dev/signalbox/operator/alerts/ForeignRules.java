package dev.signalbox.operator.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.alerts.ResourceMetrics;
import dev.signalbox.alerts.RuleReview;
import dev.signalbox.alerts.WrittenRule;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.model.ResourceName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** {@code PrometheusRule}s that others wrote, read page by page every few minutes, to be held against policies. */
public final class ForeignRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAGE = 100;

    /** Objects in all: whoever has more is told of the first, by namespace and name as the server lists them. */
    private static final int MOST = 5_000;

    private static final String NOT_OURS = OutputLabels.MANAGED_BY + "!=" + OutputLabels.SIGNALBOX;

    private static final ResourceDefinitionContext RULES = new ResourceDefinitionContext.Builder()
            .withGroup("monitoring.coreos.com")
            .withVersion("v1")
            .withKind("PrometheusRule")
            .withPlural("prometheusrules")
            .withNamespaced(true)
            .build();

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(ForeignRules.class);

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private Instant readAt = Instant.MIN;
    private List<Subject.Alerts> last = List.of();

    /** @param namespaces which are watched; empty for all */
    public ForeignRules(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
    }

    /** Whether it is time to look again. */
    public synchronized boolean isStale(Instant now) {
        return readAt.isBefore(now.minus(FRESH));
    }

    /** As they were a few minutes ago at most; as they were before where the server can't be asked. */
    public synchronized List<Subject.Alerts> known(Instant now) {
        if (isStale(now)) {
            readAt = now;
            try {
                last = read();
            } catch (KubernetesClientException e) {
                LOG.warnf(
                        "rules that others wrote can't be read: %s; policies are judged by what was read before",
                        e.getMessage());
            }
        }
        return last;
    }

    /**
     * By namespace and name. What one object records is known to the others; none where the server has no such kind.
     *
     * @throws KubernetesClientException when the server can't be asked
     */
    public List<Subject.Alerts> read() {
        SortedMap<ResourceName, List<WrittenRule>> objects = new TreeMap<>();
        if (namespaces.isEmpty()) {
            read(Optional.empty(), objects);
        } else {
            namespaces.forEach(namespace -> read(Optional.of(namespace), objects));
        }
        ResourceMetrics metrics = RuleReview.metrics(
                objects.values().stream().flatMap(List::stream).toList());
        return objects.entrySet().stream()
                .map(object -> subject(object.getKey(), object.getValue(), metrics))
                .toList();
    }

    private static Subject.Alerts subject(ResourceName name, List<WrittenRule> rules, ResourceMetrics metrics) {
        RuleReview review = RuleReview.of(name.namespace(), rules, metrics);
        return new Subject.Alerts(name, review.causes(), review.withoutRunbook(), review.labels(), review.unconfined());
    }

    private void read(Optional<String> namespace, SortedMap<ResourceName, List<WrittenRule>> objects) {
        String more = null;
        do {
            GenericKubernetesResourceList page;
            try {
                page = page(namespace, more);
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return;
                }
                throw e;
            }
            page.getItems().stream()
                    .limit(MOST - objects.size())
                    .forEach(object -> objects.put(
                            name(object),
                            WrittenRule.of(JSON.valueToTree(object).path("spec"))));
            more = page.getMetadata().getContinue();
        } while (more != null && !more.isEmpty() && objects.size() < MOST);
    }

    private GenericKubernetesResourceList page(Optional<String> namespace, String more) {
        var all = client.genericKubernetesResources(RULES);
        var some = namespace.isPresent() ? all.inNamespace(namespace.get()) : all.inAnyNamespace();
        return some.list(new ListOptionsBuilder()
                .withLimit(PAGE)
                .withContinue(more)
                .withLabelSelector(NOT_OURS)
                .build());
    }

    private static ResourceName name(GenericKubernetesResource object) {
        return new ResourceName(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }
}
