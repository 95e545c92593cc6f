package dev.signalbox.cli.quickstart;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.controlplane.Deadline;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SLOs of a namespace, and what the operator makes of them.
 *
 * @param client of the cluster
 * @param namespace theirs
 */
record Slos(KubernetesClient client, String namespace) {
    /** The operator answers within a second; a machine that is busy may not. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Objects whose owner is gone are collected from caches that know a new kind only after half a minute. */
    private static final Duration COLLECTION = Duration.ofSeconds(90);

    /** The operator asks Prometheus once a minute. */
    private static final Duration EVIDENCE = Duration.ofSeconds(150);

    List<SLO> list() {
        return client.resources(SLO.class).inNamespace(namespace).list().getItems();
    }

    SLO get(String name) {
        return client.resources(SLO.class).inNamespace(namespace).withName(name).get();
    }

    SLO create(SLO slo) {
        return client.resource(slo).create();
    }

    void setObjective(String name, BigDecimal objective) {
        patch(name, "{\"spec\":{\"objective\":" + objective.toPlainString() + "}}");
    }

    /** Changes an SLO in a way that its rule does not depend on. */
    SLO touch(String name) {
        return patch(name, "{\"spec\":{\"errorBudgetPolicy\":{\"warningBelow\":24}}}");
    }

    private SLO patch(String name, String change) {
        return client.resources(SLO.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    void delete(String name) {
        client.resources(SLO.class).inNamespace(namespace).withName(name).delete();
    }

    /** Waits for the rule that the operator makes of an SLO. */
    PrometheusRule awaitRule(SLO slo) {
        return Deadline.in(PATIENCE)
                .poll(() -> rule(slo))
                .orElseThrow(() -> new QuickstartFailure("no PrometheusRule for the SLO " + name(slo) + " after "
                        + PATIENCE.toSeconds() + " s; its status: " + statusOf(slo)));
    }

    /** Waits until the rule of an SLO differs from what it was. */
    PrometheusRule awaitChange(SLO slo, PrometheusRule before) {
        return Deadline.in(PATIENCE)
                .poll(() -> rule(slo).filter(now -> !now.getSpec().equals(before.getSpec())))
                .orElseThrow(() -> new QuickstartFailure("the rule of " + name(slo) + " is as before after "
                        + PATIENCE.toSeconds() + " s; the SLO's status: " + statusOf(slo)));
    }

    /** Waits until an object is gone. */
    void awaitGone(HasMetadata object) {
        if (!Deadline.in(COLLECTION).until(() -> client.resource(object).get() == null)) {
            throw new QuickstartFailure(
                    object.getKind() + " " + name(object) + " is still there after " + COLLECTION.toSeconds() + " s");
        }
    }

    /** Waits until the operator has seen the newest spec of an SLO. */
    void awaitObserved(SLO slo) {
        if (!Deadline.in(PATIENCE).until(() -> isObserved(slo))) {
            throw new QuickstartFailure("the operator has not looked at " + name(slo) + " for " + PATIENCE.toSeconds()
                    + " s; its status: " + statusOf(slo));
        }
    }

    /**
     * Waits until all SLOs are ready, and returns what their status says of it. One whose rules the server has loaded
     * is waited for no longer: some of them are evaluated every five minutes only.
     */
    Set<String> awaitReady() {
        Deadline deadline = Deadline.in(EVIDENCE);
        Set<String> messages = new LinkedHashSet<>();
        for (SLO slo : list()) {
            Condition ready = deadline.poll(() -> condition(slo, "Ready").filter(Slos::isReadyOrLoaded))
                    .orElseThrow(() -> new QuickstartFailure(
                            name(slo) + " is not ready after " + EVIDENCE.toSeconds() + " s: " + statusOf(slo)));
            messages.add(ready.getMessage());
        }
        return messages;
    }

    private static boolean isReadyOrLoaded(Condition ready) {
        return "True".equals(ready.getStatus()) || "AwaitingFirstEvaluation".equals(ready.getReason());
    }

    /** The rule that an SLO owns. */
    private Optional<PrometheusRule> rule(SLO slo) {
        return client.resources(PrometheusRule.class).inNamespace(namespace).list().getItems().stream()
                .filter(rule -> rule.getMetadata().getOwnerReferences().stream().anyMatch(owner -> owner.getUid()
                        .equals(slo.getMetadata().getUid())))
                .findFirst();
    }

    private boolean isObserved(SLO slo) {
        return status(slo)
                .map(SloStatus::observedGeneration)
                .filter(observed -> observed >= slo.getMetadata().getGeneration())
                .isPresent();
    }

    private Optional<Condition> condition(SLO slo, String type) {
        return conditions(slo).stream().filter(c -> c.getType().equals(type)).findFirst();
    }

    /** The conditions that are not true, with their messages. */
    private String statusOf(SLO slo) {
        List<Condition> conditions = conditions(slo);
        return conditions.isEmpty()
                ? "(none)"
                : conditions.stream()
                        .filter(c -> !"True".equals(c.getStatus()))
                        .map(c -> "%s=%s %s: %s".formatted(c.getType(), c.getStatus(), c.getReason(), c.getMessage()))
                        .collect(Collectors.joining("\n"));
    }

    private List<Condition> conditions(SLO slo) {
        return status(slo).map(SloStatus::conditions).orElse(List.of());
    }

    private Optional<SloStatus> status(SLO slo) {
        return Optional.ofNullable(get(name(slo))).map(SLO::getStatus);
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
