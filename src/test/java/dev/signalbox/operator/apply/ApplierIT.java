package dev.signalbox.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.apply.Applier.Outcome;
import dev.signalbox.status.Delivery;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applying and pruning on a real API server, request by request. */
@ExtendWith(LocalCluster.class)
class ApplierIT {
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<Owner> changed = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;
    private KubernetesClient client;
    private LiveOutputs live;
    private Outputs outputs;
    private Applier applier;
    private Owner owner;

    @BeforeEach
    void prepare(LocalCluster.Namespace namespace) {
        client = namespace.client();
        CustomResourceDefinitions.install(client, CustomResourceDefinitions.ofSignalbox(), "test");
        CustomResourceDefinitions.install(
                client, CustomResourceDefinitions.ofPrometheusOperator("prometheusrules"), "test");
        live = new LiveOutputs(client, Set.of(namespace.name()));
        outputs = new Outputs(live, Set.of(OutputKind.PROMETHEUS_RULE), "SLO", changed::add);
        live.watch(Set.of(OutputKind.PROMETHEUS_RULE));
        applier = new Applier(client, outputs, this::check, outcomes::add);
        owner = owner("owner");
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void whatIsAsItShouldBeNeedsNoRequestAlsoBeforeItWasSeen() {
        Instant before = Instant.now().minusSeconds(5);

        Delivery first = applier.apply(owner, List.of(rule("one", "1"), rule("two", "1")));
        Delivery second = applier.apply(owner, List.of(rule("one", "1"), rule("two", "1")));

        assertThat(outcomes).containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.UNCHANGED, Outcome.UNCHANGED);
        assertThat(first).isEqualTo(second).isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> assertThat(
                        delivered.changedAt())
                .isAfter(before));
        assertThat(live("one").getMetadata().getOwnerReferences())
                .extracting("name", "uid", "controller", "blockOwnerDeletion")
                .containsExactly(tuple("owner", owner.uid(), true, null));
    }

    @Test
    void ourOwnWritingWakesNobodyAndThatOfOthersDoes() throws InterruptedException {
        applier.apply(owner, List.of(rule("one", "1")));
        applier.apply(owner, List.of(rule("one", "2")));
        awaitSeen("one");
        Thread.sleep(500);
        assertThat(changed).isEmpty();

        client.resource(live("one")).edit(rule -> {
            rule.getSpec().getGroups().getFirst().getRules().getFirst().setExpr(new IntOrString("3"));
            return rule;
        });

        assertThat(Deadline.in(Duration.ofSeconds(10)).until(() -> changed.contains(owner)))
                .isTrue();
        applier.apply(owner, List.of(rule("one", "2")));
        assertThat(expression("one")).isEqualTo("2");
    }

    @Test
    void whatIsNoLongerWantedGoes() {
        applier.apply(owner, List.of(rule("one", "1"), rule("two", "1")));
        awaitSeen("two");

        applier.apply(owner, List.of(rule("one", "1")));

        assertThat(live("two")).isNull();
        assertThat(live("one")).isNotNull();
        assertThat(outcomes).endsWith(Outcome.UNCHANGED, Outcome.PRUNED);
    }

    @Test
    void outputsOfOwnersThatAreGoneAreSwept() {
        Owner gone = owner("gone");
        applier.apply(owner, List.of(rule("kept", "1")));
        applier.apply(gone, List.of(rule("swept", "1")));
        PrometheusRule rendered = rule("rendered", "1");
        rendered.getMetadata().setOwnerReferences(List.of(gone.reference()));
        client.resource(rendered).fieldManager("somebody").serverSideApply();
        awaitSeen("rendered");
        awaitSeen("swept");
        awaitSeen("kept");

        applier.prune(one -> !one.equals(gone));

        assertThat(live("swept")).isNull();
        assertThat(live("kept")).isNotNull();
        assertThat(live("rendered")).describedAs("never applied by us").isNotNull();
    }

    @Test
    void anObjectOfSomebodyElseIsLeftAlone() {
        PrometheusRule bare = rule("foreign", "7");
        bare.getMetadata().setLabels(null);
        String version = client.resource(bare).create().getMetadata().getResourceVersion();

        assertThat(applier.apply(owner, List.of(rule("foreign", "1"))))
                .isInstanceOfSatisfying(Delivery.Contended.class, contended -> assertThat(contended.holders())
                        .isEqualTo("fabric8-kubernetes-client"));

        assertThat(live("foreign").getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(outcomes).containsExactly(Outcome.CONTENDED);
    }

    @Test
    void whatSomebodyRenderedIsAdoptedOnlyWhereItAgrees() {
        client.resource(rule("agrees", "1")).fieldManager("argocd").serverSideApply();
        client.resource(rule("differs", "7")).fieldManager("argocd").serverSideApply();
        awaitSeen("agrees");
        awaitSeen("differs");

        assertThat(applier.apply(owner, List.of(rule("agrees", "1")))).isInstanceOf(Delivery.Delivered.class);
        assertThat(applier.apply(owner, List.of(rule("differs", "1"))))
                .isInstanceOfSatisfying(Delivery.Contended.class, contended -> assertThat(contended.holders())
                        .isEqualTo("argocd"));

        assertThat(expression("differs")).isEqualTo("7");
    }

    @Test
    void anObjectThatTookTheNameOfOursIsNotOurs() {
        applier.apply(owner, List.of(rule("replaced", "1")));
        awaitSeen("replaced");
        live.close(); // what happens from here on is not seen
        client.resource(live("replaced")).delete();
        client.resource(rule("replaced", "7")).create();

        assertThatThrownBy(() -> applier.apply(owner, List.of(rule("replaced", "2"))))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("metadata.uid");

        assertThat(expression("replaced")).isEqualTo("7");
    }

    @Test
    void whatTheServerRefusesIsToldInItsWords() {
        PrometheusRule invalid = rule("invalid", "1");
        invalid.getSpec().getGroups().getFirst().setInterval("soon");

        assertThat(applier.apply(owner, List.of(invalid)))
                .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.message())
                        .contains("spec.groups[0].interval"));

        assertThat(outcomes).containsExactly(Outcome.REFUSED);
    }

    @Test
    void behindAClosedGateNothingIsWritten() {
        open = false;

        assertThatThrownBy(() -> applier.apply(owner, List.of(rule("late", "1"))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(live("late")).isNull();
    }

    private void check() {
        if (!open) {
            throw new IllegalStateException("closed");
        }
    }

    private void awaitSeen(String name) {
        assertThat(Deadline.in(Duration.ofSeconds(10)).until(() -> outputs.all()
                        .anyMatch(output -> output.name().name().name().equals(name))))
                .isTrue();
    }

    private Owner owner(String name) {
        HasMetadata slo = Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: %s}
                spec: {service: checkout, objective: 99.9, sli: {ratio: {errors: errors, total: total}}}
                """.formatted(name), HasMetadata.class);
        client.resource(slo).create();
        return Owner.of(client.resources(SLO.class).withName(name).get());
    }

    private PrometheusRule rule(String name, String expression) {
        return new PrometheusRuleBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(
                        owner == null ? client.getNamespace() : owner.name().namespace())
                .addToLabels("app.kubernetes.io/managed-by", "signalbox")
                .endMetadata()
                .withNewSpec()
                .addNewGroup()
                .withName("group")
                .addNewRule()
                .withRecord("a:b")
                .withNewExpr(expression)
                .endRule()
                .endGroup()
                .endSpec()
                .build();
    }

    private PrometheusRule live(String name) {
        return client.resources(PrometheusRule.class).withName(name).get();
    }

    private String expression(String name) {
        return live(name)
                .getSpec()
                .getGroups()
                .getFirst()
                .getRules()
                .getFirst()
                .getExpr()
                .getStrVal();
    }
}
