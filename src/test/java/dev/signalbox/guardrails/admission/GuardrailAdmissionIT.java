package dev.signalbox.guardrails.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.guardrails.RuleCase;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.policy.PolicyReader;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server decides by itself; no operator runs. */
@ExtendWith(LocalCluster.class)
class GuardrailAdmissionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "guard";

    private final List<HasMetadata> made = new ArrayList<>();
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void install(LocalCluster.Namespace here) {
        client = here.client();
        namespace = here.name();
        CustomResourceDefinitions.install(client, CustomResourceDefinitions.ofSignalbox(), "test");
        GuardrailAdmission.policies()
                .forEach(policy -> client.resource(policy).forceConflicts().serverSideApply());
    }

    @AfterEach
    void remove() {
        made.reversed().forEach(object -> client.resource(object).delete());
    }

    @ParameterizedTest
    @MethodSource
    void deniesWhatBreaksARuleInTheWordsOfEveryDoor(RuleCase rule) {
        bind(rule.policyDocument(NAME, "Deny"));

        awaitDenied(rule.wrongDocument());
        KubernetesClientException denied =
                catchThrowableOfType(KubernetesClientException.class, () -> create(rule.wrongDocument()));
        assertThat(denied.getStatus().getMessage()).endsWith("denied request: " + rule.told(NAME));
        assertThat(denied.getCode()).isEqualTo(422);
        assertThatCode(() -> create(rule.rightDocument())).doesNotThrowAnyException();
    }

    static Stream<RuleCase> deniesWhatBreaksARuleInTheWordsOfEveryDoor() {
        return RuleCase.all().filter(rule -> CelRules.ALL.stream()
                .anyMatch(one -> one.rule() == rule.rule() && one.kind() == rule.kind()));
    }

    @Test
    void anExceptionHoldsUntilTheEndOfItsDay() {
        RuleCase rule = objective();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        bind(excepting(rule, today));
        assertThatCode(() -> create(rule.wrongDocument())).doesNotThrowAnyException();

        bind(excepting(rule, today.minusDays(1)));
        awaitDenied(rule.wrongDocument());
        assertThat(catchThrowableOfType(KubernetesClientException.class, () -> create(rule.wrongDocument()))
                        .getStatus()
                        .getMessage())
                .endsWith(rule.told(NAME) + "; its exception ended on " + today.minusDays(1));
    }

    private String excepting(RuleCase rule, LocalDate until) {
        return rule.policyDocument(NAME, "Deny")
                + "  exceptions: [{namespace: %s, rules: [limits], until: \"%s\", reason: leaves}]\n"
                        .formatted(namespace, until);
    }

    @Test
    void whatWasThereMayBeTouchedAndDeleted() {
        RuleCase rule = objective();
        HasMetadata there = client.resource(object(rule.wrongDocument())).create();
        made.add(there);
        bind(rule.policyDocument(NAME, "Deny"));
        awaitDenied(rule.wrongDocument().replace("name: checkout", "name: another"));

        client.resource(there).edit(slo -> {
            slo.getMetadata().getLabels().put("team", "payments");
            return slo;
        });
        client.resource(there).delete();

        assertThat(Deadline.in(SOON).until(() -> client.resource(there).get() == null))
                .isTrue();
    }

    private static RuleCase objective() {
        return RuleCase.all()
                .filter(rule -> rule.toString().startsWith("limits.objective"))
                .findFirst()
                .orElseThrow();
    }

    private void bind(String yaml) {
        ObservabilityPolicy resource = Serialization.unmarshal(yaml, ObservabilityPolicy.class);
        apply(resource);
        LabelSelector here = new LabelSelectorBuilder()
                .addToMatchLabels(Policy.NAMESPACE_NAME, namespace)
                .build();
        Policy policy = ((Reading.Read<Policy>) PolicyReader.read(resource)).value();
        assertThat(GuardrailAdmission.bindings(policy, here)).isNotEmpty().allSatisfy(this::apply);
    }

    private void apply(HasMetadata object) {
        made.add(client.resource(object).forceConflicts().serverSideApply());
    }

    /** The API server follows policies and bindings by itself, a moment later. */
    private void awaitDenied(String yaml) {
        assertThat(Deadline.in(SOON).until(() -> {
                    try {
                        create(yaml);
                        return false;
                    } catch (KubernetesClientException denied) {
                        return true;
                    }
                }))
                .isTrue();
    }

    private void create(String yaml) {
        client.resource(object(yaml)).dryRun(true).create();
    }

    private HasMetadata object(String yaml) {
        HasMetadata object = Serialization.unmarshal(yaml, HasMetadata.class);
        object.getMetadata().setNamespace(namespace);
        return object;
    }
}
