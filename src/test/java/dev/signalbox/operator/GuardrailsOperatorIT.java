package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus.PolicyViolation;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Policies on a real API server, judged by the packaged operator. */
@ExtendWith(LocalCluster.class)
class GuardrailsOperatorIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions/reports");

    private static final String SLO_WITHOUT_RUNBOOK = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: availability, namespace: %s}
            spec:
              service: checkout
              objective: 99.95
              description: Shoppers can pay
              sli: {ratio: {errors: 'requests_total{code="500"}', total: requests_total}}
            """;

    private KubernetesClient client;
    private String shop;
    private String search;
    private OperatorRights rights;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) throws IOException {
        client = namespace.client();
        shop = namespace.name();
        search = namespace.name() + "-search";
        CustomResourceDefinitions.install(client, CustomResourceDefinitions.ofSignalbox(), "test");
        CustomResourceDefinitions.install(
                client, CustomResourceDefinitions.ofPrometheusOperator("prometheusrules"), "test");
        serve("policyreports.yaml");
        rights = OperatorRights.withPolicies(namespace);
        label(shop, "production");
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(search)
                        .addToLabels("env", "test")
                        .endMetadata()
                        .build())
                .create();
        apply(SLO_WITHOUT_RUNBOOK.formatted(shop));
        apply(SLO_WITHOUT_RUNBOOK.formatted(search));
    }

    @AfterEach
    void stop() {
        client.resources(ObservabilityPolicy.class).delete();
        client.namespaces().withName(search).delete();
        List.of("policyreports.wgpolicyk8s.io", "reports.openreports.io").forEach(name -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .delete());
        rights.close();
    }

    @Test
    void eachPolicyTellsWhatItFindsAndResourcesTellAll(@TempDir Path directory)
            throws IOException, InterruptedException {
        String deny = policy("production", "Deny", "{env: production}", "limits: {objective: 99.9}");
        String warn = policy("runbooks", "Warn", "{env: production}", "require: {fields: [runbook]}");
        String audit = policy("tests", "Audit", "{env: test}", "require: {fields: [runbook]}");
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            List.of(deny, warn, audit).forEach(this::apply);

            SLO slo = awaitSlo(shop, "False/PolicyViolated");
            assertThat(condition(slo).getMessage().lines())
                    .containsExactly(
                            "spec.objective: must be at most 99.9, was 99.95; write 99.9 or less"
                                    + " (policy production, rule limits.objective)",
                            "spec.alerting.runbook: must be given, was missing; write e.g."
                                    + " \"https://runbooks.example.com/checkout\" (policy runbooks, rule require.runbook)");
            assertThat(validated(directory, deny, warn, slo))
                    .as("the command line says the same")
                    .containsExactlyInAnyOrderElementsOf(
                            condition(slo).getMessage().lines().toList());
            assertThat(condition(awaitSlo(search, "False/PolicyViolated")).getMessage())
                    .endsWith("(policy tests, rule require.runbook)");

            ObservabilityPolicyStatus status =
                    awaitPolicy("production", now -> compliance(now).equals("1 1 0"));
            assertThat(status.violations())
                    .extracting(PolicyViolation::kind, PolicyViolation::namespace, PolicyViolation::rule)
                    .containsExactly(tuple("SLO", shop, "limits.objective"));
            assertThat(status.conditions())
                    .extracting(condition -> condition.getType() + "=" + condition.getStatus())
                    .containsExactly("Accepted=True", "ResolvedRefs=True", "Applied=True", "Ready=True");
            assertThat(operator.metric(
                            "signalbox_policy_violations",
                            "enforcement=\"Warn\",policy=\"runbooks\",rule=\"require.runbook\""))
                    .isEqualTo(1);

            GenericKubernetesResource report = awaitReport("PolicyReport", shop, "signalbox-production");
            assertThat(report.<Map<String, Object>>get("summary"))
                    .containsEntry("fail", 1)
                    .containsEntry("warn", 0);
            assertThat(report.<List<Map<String, Object>>>get("results"))
                    .singleElement()
                    .satisfies(result -> assertThat(result)
                            .containsEntry("rule", "limits.objective")
                            .containsEntry("result", "fail")
                            .containsEntry(
                                    "message",
                                    condition(slo).getMessage().lines().toList().getFirst())
                            .doesNotContainKey("timestamp"));
            awaitReport("PolicyReport", search, "signalbox-tests");
            staysAsItIs(operator);

            apply(SLO_WITHOUT_RUNBOOK.formatted(shop).replace("99.95", "99.9"));
            awaitPolicy("production", now -> compliance(now).equals("1 0 0"));
            assertThat(Deadline.in(SOON).until(() -> report("PolicyReport", shop, "signalbox-production") == null))
                    .as("a report goes with its last finding")
                    .isTrue();
            label(search, "production");
            awaitPolicy("runbooks", now -> compliance(now).equals("2 2 0"));
            client.resources(ObservabilityPolicy.class).withName("runbooks").delete();
            assertThat(condition(awaitSlo(shop, "True/Compliant")).getMessage())
                    .isEqualTo("breaks no rule of production");
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
        String version = slo(shop).getMetadata().getResourceVersion();
        try (RunningOperator again = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            TimeUnit.SECONDS.sleep(5);
            assertThat(slo(shop).getMetadata().getResourceVersion())
                    .as("a start says nothing new")
                    .isEqualTo(version);
            assertThat(again.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    @Test
    void anExceptionHoldsUntilItsDayAndReportsAreWrittenInOneKindOnly() throws IOException {
        serve("reports.yaml");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        apply(policy(
                "production",
                "Deny",
                "{}",
                "require: {fields: [runbook]}",
                "exceptions:",
                exception(shop, today.plusDays(3)),
                exception(search, today.minusDays(1))));
        apply(policy("wrong", "Deny", "{}", "limits: {logRetention: 1h}"));
        try (RunningOperator operator = RunningOperator.start(rights.kubeconfig(), Map.of())) {
            assertThat(condition(awaitSlo(shop, "True/Excepted")).getMessage())
                    .endsWith("(policy production, rule require.runbook); excepted until " + today.plusDays(3)
                            + ": retired soon");
            assertThat(condition(awaitSlo(search, "False/PolicyViolated")).getMessage())
                    .endsWith(
                            "(policy production, rule require.runbook); its exception ended on " + today.minusDays(1));

            ObservabilityPolicyStatus status =
                    awaitPolicy("production", now -> compliance(now).endsWith("1 1"));
            assertThat(status.conditions())
                    .filteredOn(condition -> condition.getType().equals("ExceptionsEnding"))
                    .singleElement()
                    .satisfies(condition -> assertThat(condition.getMessage())
                            .endsWith("require.runbook of namespace " + shop + " until " + today.plusDays(3)));
            assertThat(awaitPolicy("wrong", now -> !now.conditions().isEmpty()).conditions())
                    .extracting(condition -> condition.getType() + "=" + condition.getStatus())
                    .contains("Accepted=False", "Ready=False", "Stalled=True");

            assertThat(awaitReport("Report", shop, "signalbox-production").<Map<String, Object>>get("summary"))
                    .containsEntry("skip", 1)
                    .containsEntry("fail", 0);
            assertThat(awaitReport("Report", search, "signalbox-production").<Map<String, Object>>get("summary"))
                    .containsEntry("fail", 1);
            assertThat(report("PolicyReport", shop, "signalbox-production")).isNull();
            assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    private void staysAsItIs(RunningOperator operator) throws InterruptedException {
        String version = versions();
        double written = operator.metric("signalbox_status_writes_total", "");
        TimeUnit.SECONDS.sleep(5);
        assertThat(versions()).isEqualTo(version);
        assertThat(operator.metric("signalbox_status_writes_total", "")).isEqualTo(written);
    }

    private String versions() {
        return List.of(
                        report("PolicyReport", shop, "signalbox-production"),
                        report("PolicyReport", search, "signalbox-tests"),
                        client.resources(ObservabilityPolicy.class)
                                .withName("production")
                                .require(),
                        slo(shop))
                .stream()
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName() + " " + metadata.getResourceVersion())
                .toList()
                .toString();
    }

    /** What the command line says of the SLO as it is in the cluster. */
    private List<String> validated(Path directory, String deny, String warn, SLO slo) throws IOException {
        Path policies = Files.writeString(
                directory.resolve("policies.yaml"),
                deny + "---\n" + warn + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: " + shop
                        + ", labels: {env: production}}\n");
        Path resource = Files.writeString(
                directory.resolve("slo.yaml"),
                SLO_WITHOUT_RUNBOOK.formatted(slo.getMetadata().getNamespace()));
        return CommandRun.of("validate", "--policies", policies.toString(), resource.toString())
                .out()
                .lines()
                .filter(line -> line.contains("(policy "))
                .map(line -> line.substring(line.indexOf("spec.")))
                .toList();
    }

    private static String policy(String name, String enforcement, String labels, String... fields) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: %s}
                spec:
                  enforcement: %s
                  namespaceSelector: {matchLabels: %s}
                  %s
                """.formatted(name, enforcement, labels, String.join("\n  ", fields));
    }

    private static String exception(String namespace, LocalDate until) {
        return "- {namespace: %s, rules: [require], until: \"%s\", reason: retired soon}".formatted(namespace, until);
    }

    private static String compliance(ObservabilityPolicyStatus status) {
        return Optional.ofNullable(status.compliance())
                .map(told -> told.checked() + " " + told.violating() + " " + told.excepted())
                .orElse("");
    }

    private ObservabilityPolicyStatus awaitPolicy(String name, Predicate<ObservabilityPolicyStatus> expected) {
        return await(() -> Optional.of(client.resources(ObservabilityPolicy.class)
                                .withName(name)
                                .require())
                        .map(ObservabilityPolicy::getStatus)
                        .filter(expected))
                .orElseThrow(() -> new AssertionError("not in time; the policy is:\n"
                        + Serialization.asYaml(client.resources(ObservabilityPolicy.class)
                                .withName(name)
                                .get())));
    }

    private SLO awaitSlo(String namespace, String compliant) {
        return await(() -> Optional.of(slo(namespace))
                        .filter(slo ->
                                slo.getStatus() != null && slo.getStatus().conditions() != null)
                        .filter(slo -> slo.getStatus().conditions().stream()
                                .anyMatch(condition -> condition.getType().equals("Compliant")
                                        && compliant.equals(condition.getStatus() + "/" + condition.getReason()))))
                .orElseThrow(
                        () -> new AssertionError("not in time; the SLO is:\n" + Serialization.asYaml(slo(namespace))));
    }

    private GenericKubernetesResource awaitReport(String kind, String namespace, String name) {
        return await(() -> Optional.ofNullable(report(kind, namespace, name)))
                .orElseThrow(() -> new AssertionError("no report " + name + " in " + namespace));
    }

    private static <T> Optional<T> await(Supplier<Optional<T>> question) {
        return Deadline.in(SOON).poll(question);
    }

    private SLO slo(String namespace) {
        return client.resources(SLO.class)
                .inNamespace(namespace)
                .withName("availability")
                .require();
    }

    private static Condition condition(SLO slo) {
        return slo.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Compliant"))
                .findFirst()
                .orElseThrow();
    }

    private GenericKubernetesResource report(String kind, String namespace, String name) {
        boolean open = kind.equals("Report");
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(open ? "openreports.io" : "wgpolicyk8s.io")
                        .withVersion(open ? "v1alpha1" : "v1alpha2")
                        .withKind(kind)
                        .withPlural(open ? "reports" : "policyreports")
                        .withNamespaced(true)
                        .build())
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private void serve(String file) throws IOException {
        CustomResourceDefinitions.install(
                client,
                List.of(Serialization.unmarshal(
                        Files.readString(DEFINITIONS.resolve(file)), CustomResourceDefinition.class)),
                "test");
    }

    private void label(String namespace, String env) {
        client.namespaces().withName(namespace).edit(found -> {
            found.getMetadata().getLabels().put("env", env);
            return found;
        });
    }

    private void apply(String yaml) {
        client.resource(Serialization.unmarshal(yaml, HasMetadata.class))
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
    }
}
