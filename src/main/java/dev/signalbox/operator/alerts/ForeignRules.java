package dev.signalbox.operator.alerts;

import dev.signalbox.alerts.ResourceMetrics;
import dev.signalbox.alerts.RuleReview;
import dev.signalbox.alerts.WrittenRules;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Rules that others wrote, read every few minutes, to be held against policies. */
public final class ForeignRules {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(ForeignRules.class);

    private final RuleObjects objects;
    private Instant readAt = Instant.MIN;
    private List<Subject.Alerts> last = List.of();

    /** @param namespaces which are watched; empty for all */
    public ForeignRules(KubernetesClient client, Set<String> namespaces) {
        this.objects = new RuleObjects(new PagedList(client), namespaces);
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
            } catch (Unlisted e) {
                LOG.warnf(
                        "rules that others wrote can't be read: %s; policies are judged by what was read before",
                        e.getMessage());
            }
        }
        return last;
    }

    /**
     * By namespace and name. What one object records is known to the others; none of a kind that the server doesn't serve.
     *
     * @throws Unlisted when the server can't be asked
     */
    List<Subject.Alerts> read() throws Unlisted {
        List<WrittenRules> all = objects.read();
        ResourceMetrics metrics = RuleReview.metrics(
                all.stream().flatMap(object -> object.rules().stream()).toList());
        return all.stream().map(object -> subject(object, metrics)).toList();
    }

    private static Subject.Alerts subject(WrittenRules object, ResourceMetrics metrics) {
        RuleReview review = RuleReview.of(object.name().namespace(), object.rules(), metrics);
        return new Subject.Alerts(
                SubjectKind.PROMETHEUS_RULE.kind().equals(object.kind())
                        ? SubjectKind.PROMETHEUS_RULE
                        : SubjectKind.VM_RULE,
                object.name(),
                review.causes(),
                review.withoutRunbook(),
                review.labels(),
                review.unconfined());
    }
}
