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
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real API server decides by itself; no operator runs. {@code RulesAtDoorsIT} has it decide every rule. */
@ExtendWith(LocalCluster.class)
class GuardrailAdmissionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "guard";

    private final List<HasMetadata> made = new ArrayList<>();
    private KubernetesClient client;
    private String namespace;
    private RuleCase rule;

    @BeforeEach
    void install(LocalCluster.Namespace here) {
        client = here.client();
        namespace = here.name();
        rule = RuleCase.of(Rule.OBJECTIVE).in(namespace, NAME);
        CustomResourceDefinitions.install(client, CustomResourceDefinitions.ofSignalbox(), "test");
        GuardrailAdmission.policies()
                .forEach(policy -> client.resource(policy).forceConflicts().serverSideApply());
    }

    @AfterEach
    void remove() {
        made.reversed().forEach(object -> client.resource(object).delete());
    }

    @Test
    void anExceptionHoldsUntilTheEndOfItsDay() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        bind(excepting(today));
        assertThatCode(() -> create(rule.wrong())).doesNotThrowAnyException();

        bind(excepting(today.minusDays(1)));
        awaitDenied(rule.wrong());
        assertThat(catchThrowableOfType(KubernetesClientException.class, () -> create(rule.wrong()))
                        .getStatus()
                        .getMessage())
                .endsWith(rule.told() + "; its exception ended on " + today.minusDays(1));
    }

    private String excepting(LocalDate until) {
        return rule.policy(Enforcement.DENY)
                + "  exceptions: [{namespace: %s, rules: [limits], until: \"%s\", reason: leaves}]\n"
                        .formatted(namespace, until);
    }

    @Test
    void whatWasThereMayBeTouchedAndDeleted() {
        HasMetadata there = client.resource(object(rule.wrong())).create();
        made.add(there);
        bind(rule.policy(Enforcement.DENY));
        awaitDenied(rule.wrong().replace("name: checkout", "name: another"));

        client.resource(there).edit(slo -> {
            slo.getMetadata().getLabels().put("team", "payments");
            return slo;
        });
        client.resource(there).delete();

        assertThat(Deadline.in(SOON).until(() -> client.resource(there).get() == null))
                .isTrue();
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
        return Serialization.unmarshal(yaml, HasMetadata.class);
    }
}
