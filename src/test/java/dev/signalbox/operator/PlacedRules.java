package dev.signalbox.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityPolicyStatus;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.guardrails.Door;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Rule;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rules in an API server, each with a namespace, a policy and objects of its own. */
final class PlacedRules {
    /** Of all their namespaces. */
    static final String LABEL = "signalbox.test/rules";

    private static final Pattern BY_POLICY = Pattern.compile(
            "ValidatingAdmissionPolicy '[^']+' with binding '[^']+'(?: denied request)?: (.*)$", Pattern.DOTALL);
    private static final Pattern BY_WEBHOOK =
            Pattern.compile("admission webhook \"[^\"]+\" denied the request: (.*)$", Pattern.DOTALL);
    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

    /** As they are called in addresses. */
    private static final Map<String, String> RESOURCES = Map.of(
            "ServiceObservability", "serviceobservabilities",
            "SLO", "slos",
            "SamplingPolicy", "samplingpolicies",
            "PrometheusRule", "prometheusrules",
            "Deployment", "deployments");

    private final KubernetesClient client;
    private final String label;

    PlacedRules(LocalCluster.Namespace here) {
        this.client = here.client();
        this.label = here.name();
    }

    static boolean isFreeze(PlacedRule placed) {
        return placed.rule().row().rule() == Rule.FREEZE;
    }

    /** The namespace, the policy, and everything that is judged by it, before anybody judges. */
    void declare(PlacedRule placed) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(placed.name())
                        .addToLabels(LABEL, label)
                        .endMetadata()
                        .build())
                .create();
        create(placed.policy());
        beside(placed).forEach(this::create);
        if (placed.isReconciled()) {
            create(placed.rule().wrong());
            create(placed.rule().right());
        }
    }

    /** A stack is everybody's. */
    private static Stream<String> beside(PlacedRule placed) {
        return placed.rule().beside().stream().filter(text -> !text.contains("kind: ObservabilityStack"));
    }

    /** With the status that it is written with. */
    void create(String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        GenericKubernetesResource created = client.resource(object).create();
        Optional.ofNullable(object.getAdditionalProperties().get("status")).ifPresent(status -> {
            created.setAdditionalProperty("status", status);
            client.resource(created).updateStatus();
        });
    }

    void apply(HasMetadata object) {
        client.resource(object).fieldManager("test").forceConflicts().serverSideApply();
    }

    void delete(Collection<? extends HasMetadata> objects) {
        objects.forEach(object -> client.resource(object).delete());
    }

    /** For objects of the same names to be written. */
    void makeRoom(PlacedRule placed) {
        if (placed.isReconciled()) {
            Stream.of(placed.rule().wrong(), placed.rule().right()).forEach(this::remove);
        }
    }

    private void remove(String yaml) {
        client.resource(Serialization.<GenericKubernetesResource>unmarshal(yaml, GenericKubernetesResource.class))
                .delete();
    }

    void close(List<PlacedRule> rules) {
        rules.forEach(placed -> {
            Stream.concat(
                            Stream.of(
                                    placed.policy(),
                                    placed.rule().wrong(),
                                    placed.rule().right()),
                            placed.rule().beside().stream())
                    .forEach(this::remove);
            client.admissionRegistration()
                    .v1()
                    .validatingAdmissionPolicyBindings()
                    .withLabel(OutputLabels.POLICY, placed.name())
                    .delete();
            client.namespaces().withName(placed.name()).delete();
        });
    }

    // Once it is there

    /** As {@link PlacedRule#reconciled()} has it. */
    List<String> reconciled(PlacedRule placed) {
        List<String> found = Optional.ofNullable(client.resources(ObservabilityPolicy.class)
                        .withName(placed.name())
                        .get()
                        .getStatus())
                .map(ObservabilityPolicyStatus::violations)
                .map(violations -> violations.stream()
                        .filter(violation -> violation.namespace().equals(placed.name()))
                        .map(violation -> violation.kind() + " " + violation.rule() + " " + violation.message())
                        .distinct() // of too many SLOs each is one
                        .toList())
                .orElse(List.of("not yet"));
        return Stream.concat(
                        Stream.of("found: " + found),
                        placed.reconciled().size() == 1
                                ? Stream.empty()
                                : Stream.of(
                                        "wrong: " + compliant(placed.rule().wrong()),
                                        "right: " + compliant(placed.rule().right())))
                .toList();
    }

    private String compliant(String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        JsonNode there = client.getKubernetesSerialization()
                .convertValue(client.resource(object).get(), JsonNode.class);
        return StreamSupport.stream(there.path("status").path("conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals("Compliant"))
                .map(condition -> "%s %s %s"
                        .formatted(
                                condition.path("status").asText(),
                                condition.path("reason").asText(),
                                condition.path("message").asText()))
                .findFirst()
                .orElse("not yet");
    }

    // While it is written

    /** What whoever tries to write a document is told of policies, by whom; of what else is wrong with it, as it is. */
    List<String> written(PlacedRule placed, String yaml) {
        JsonNode object = Serialization.unmarshal(yaml, JsonNode.class);
        String apiVersion = object.path("apiVersion").asText();
        String address = "%sapis/%s/namespaces/%s/%s?dryRun=All"
                .formatted(
                        client.getMasterUrl(),
                        apiVersion,
                        placed.name(),
                        RESOURCES.get(object.path("kind").asText()));
        HttpResponse<String> response = client.getHttpClient()
                .sendAsync(
                        client.getHttpClient()
                                .newHttpRequestBuilder()
                                .uri(address)
                                .post("application/json", object.toString())
                                .build(),
                        String.class)
                .join();
        return response.isSuccessful()
                ? response.headers("Warning").stream()
                        .flatMap(header -> WARNING.matcher(header).results())
                        .map(warning -> warning.group(1).replaceAll("\\\\(.)", "$1"))
                        .filter(warning -> warning.contains("(policy "))
                        .map(PlacedRules::warned)
                        .toList()
                : List.of(refused(Serialization.unmarshal(response.body(), JsonNode.class)
                        .path("message")
                        .asText()));
    }

    private static String warned(String text) {
        Matcher byPolicy = BY_POLICY.matcher(text);
        return byPolicy.find()
                ? said(Enforcement.WARN, Door.ADMISSION_POLICY, byPolicy.group(1))
                : said(Enforcement.WARN, Door.WEBHOOK, text);
    }

    private static String refused(String text) {
        Matcher byPolicy = BY_POLICY.matcher(text);
        Matcher byWebhook = BY_WEBHOOK.matcher(text);
        return byPolicy.find()
                ? said(Enforcement.DENY, Door.ADMISSION_POLICY, byPolicy.group(1))
                : byWebhook.find() ? said(Enforcement.DENY, Door.WEBHOOK, byWebhook.group(1)) : text;
    }

    private static String said(Enforcement enforcement, Door door, String words) {
        return enforcement + " by " + door + ": " + words;
    }
}
