package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.RuleCase;
import dev.signalbox.guardrails.RuleTable;
import dev.signalbox.guardrails.admission.GuardrailAdmission;
import dev.signalbox.testing.Kubectl;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every rule at the webhook and at the API server's own policies, with the packaged operator and after it. */
@ExtendWith(LocalCluster.class)
class GuardrailDoorsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "guard";

    @TempDir
    private Path directory;

    private LocalCluster.Namespace here;
    private InstalledWebhook webhook;
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void install(LocalCluster.Namespace own) throws IOException {
        here = own;
        client = here.client();
        namespace = here.name();
        webhook = InstalledWebhook.of(here);
        GuardrailAdmission.policies()
                .forEach(policy -> client.resource(policy).forceConflicts().serverSideApply());
    }

    @AfterEach
    void remove() {
        client.resources(ObservabilityPolicy.class).withName(NAME).delete();
        bindings().forEach(binding -> client.resource(binding).delete());
        webhook.close();
    }

    @Test
    void everyRuleIsDeniedInItsWordsAndHoldsAfterTheOperatorWhereCelCanSayIt() {
        try (RunningOperator operator = webhook.operate("SIGNALBOX_GUARDRAILS_ENABLED", "true")) {
            for (RuleCase rule : decidedHere()) {
                declare(rule, "Deny");
                assertThat(Deadline.in(SOON)
                                .until(() -> said(rule.wrongDocument()).endsWith(rule.told(NAME))))
                        .as(() -> rule + ": " + said(rule.wrongDocument()))
                        .isTrue();
                assertThat(said(rule.rightDocument())).as(rule::toString).isEmpty();
            }
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
        RuleCase last = decidedHere().stream()
                .filter(rule -> rule.toString().startsWith("limits.objective"))
                .findFirst()
                .orElseThrow();
        try (RunningOperator operator = webhook.operate("SIGNALBOX_GUARDRAILS_ENABLED", "true")) {
            declare(last, "Deny");
            assertThat(Deadline.in(SOON).until(() -> said(last.wrongDocument()).contains("ValidatingAdmissionPolicy")))
                    .isTrue();
            operator.kill();
        }
        assertThat(said(last.wrongDocument())).endsWith(last.told(NAME));
        assertThat(said(last.rightDocument())).isEmpty();
    }

    @Test
    void aWarningIsSaidOnceAndAnAuditToNobody() throws IOException {
        RuleCase rule = decidedHere().getFirst();
        try (RunningOperator operator = webhook.operate("SIGNALBOX_GUARDRAILS_ENABLED", "true")) {
            declare(rule, "Warn");
            assertThat(Deadline.in(SOON)
                            .until(() -> warned(rule.wrongDocument()).contains(rule.told(NAME))))
                    .as(() -> warned(rule.wrongDocument()))
                    .isTrue();
            assertThat(warned(rule.wrongDocument()).split(Pattern.quote(rule.told(NAME)), -1))
                    .hasSize(2);

            declare(rule, "Audit");
            assertThat(Deadline.in(SOON)
                            .until(() -> !warned(rule.wrongDocument()).contains("Warning")))
                    .isTrue();
            assertThat(operator.alive()).isTrue();
        }
    }

    @Test
    void whatOnlyTheWebhookCanDecideIsWarnedOfByIt() {
        RuleCase rule = decidedHere().stream()
                .filter(one -> one.toString().startsWith("limits.traceRetention"))
                .findFirst()
                .orElseThrow();
        try (RunningOperator operator = webhook.operate()) {
            declare(rule, "Warn");
            assertThat(Deadline.in(SOON)
                            .until(() -> warned(rule.wrongDocument()).contains(rule.told(NAME))))
                    .isTrue();
            client.resources(ObservabilityPolicy.class).withName(NAME).delete();
            assertThat(Deadline.in(SOON)
                            .until(() -> !warned(rule.wrongDocument()).contains("Warning")))
                    .isTrue();
            assertThat(operator.alive()).isTrue();
        }
    }

    /** Of more than one SLO those that are counted would have to be there. */
    private static List<RuleCase> decidedHere() {
        return RuleCase.all()
                .filter(rule -> rule.beside().isEmpty())
                .filter(rule -> RuleTable.rows().stream()
                        .anyMatch(row -> row.rule() == rule.rule()
                                && row.kind().equals(rule.kind().kind())
                                && row.doors().contains(Door.WEBHOOK)))
                .toList();
    }

    private List<? extends HasMetadata> bindings() {
        return client.admissionRegistration().v1().validatingAdmissionPolicyBindings().list().getItems().stream()
                .filter(binding ->
                        GuardrailAdmission.isBinding(binding.getMetadata().getName()))
                .toList();
    }

    private void declare(RuleCase rule, String enforcement) {
        String selected =
                "  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}\n".formatted(namespace);
        ObservabilityPolicy policy =
                Serialization.unmarshal(rule.policyDocument(NAME, enforcement) + selected, ObservabilityPolicy.class);
        client.resource(policy).forceConflicts().serverSideApply();
    }

    /** Why it is not taken; nothing where it is. */
    private String said(String yaml) {
        try {
            HasMetadata object = Serialization.unmarshal(yaml, HasMetadata.class);
            object.getMetadata().setNamespace(namespace);
            client.resource(object).dryRun(true).create();
            return "";
        } catch (KubernetesClientException e) {
            return e.getStatus().getMessage();
        }
    }

    /** What kubectl prints besides. */
    private String warned(String yaml) {
        try {
            Path file = Files.writeString(
                    directory.resolve("resource.yaml"), yaml.replace("namespace: shop", "namespace: " + namespace));
            return Kubectl.run(here, "create", "--dry-run=server", "-f", file.toString())
                    .output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
