package dev.signalbox.chart.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Operator Lifecycle Manager installs: the operator as the chart deploys it, but for what that one does itself. */
final class ClusterServiceVersion {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int HTTPS = 443;

    /** Its own certificate, names of a namespace that is not known here, and policies that no bundle can have. */
    private static final Set<String> NOT_HERE = Set.of(
            "SIGNALBOX_WEBHOOK_NAMESPACE",
            "SIGNALBOX_WEBHOOK_CERTIFICATES",
            "SIGNALBOX_STRATEGIES_URL",
            "SIGNALBOX_GUARDRAILS_ENABLED");

    private final InstalledObjects installed;
    private final ObjectNode written;

    /** @param written what is written by hand */
    ClusterServiceVersion(InstalledObjects installed, JsonNode written) {
        this.installed = installed;
        this.written = written.deepCopy();
    }

    /**
     * The whole of it.
     *
     * @param chart {@code Chart.yaml}
     * @param definitions of kinds
     * @param examples a resource of each kind
     */
    ObjectNode of(JsonNode chart, Stream<JsonNode> definitions, ArrayNode examples) {
        String version = chart.path("appVersion").asText();
        ObjectNode metadata = (ObjectNode) written.get("metadata");
        metadata.put("name", "signalbox.v" + version);
        ((ObjectNode) metadata.get("annotations"))
                .put("containerImage", image())
                .put(
                        "description",
                        "Service level objectives, telemetry pipelines and their proof, from one declaration")
                .put("alm-examples", examples.toPrettyString());
        ObjectNode spec = (ObjectNode) written.get("spec");
        spec.put("version", version)
                .put("minKubeVersion", chart.path("kubeVersion").asText().replaceAll("[^0-9.]*([0-9.]+).*", "$1"));
        spec.set("keywords", chart.get("keywords"));
        ((ObjectNode) spec.get("provider")).set("url", chart.get("home"));
        ((ObjectNode) spec.at("/links/0")).set("url", chart.get("home"));
        ArrayNode owned = spec.putObject("customresourcedefinitions").putArray("owned");
        definitions.map(OwnedDefinition::of).forEach(owned::add);
        spec.set("install", install());
        spec.set("webhookdefinitions", JSON.arrayNode().add(webhook()));
        return written;
    }

    private ObjectNode install() {
        ObjectNode install = JSON.objectNode().put("strategy", "deployment");
        ObjectNode spec = install.putObject("spec");
        ObjectNode permissions = spec.putArray("clusterPermissions").addObject();
        permissions.put("serviceAccountName", InstalledObjects.name(installed.only("ServiceAccount")));
        ArrayNode rules = permissions.putArray("rules");
        installed.rulesOfTheOperator().forEach(rules::add);
        JsonNode deployment = installed.only("Deployment");
        ObjectNode deployed = spec.putArray("deployments").addObject().put("name", InstalledObjects.name(deployment));
        deployed.set("label", deployment.at("/metadata/labels"));
        deployed.set("spec", deploymentSpec(deployment));
        return install;
    }

    private static JsonNode deploymentSpec(JsonNode deployment) {
        ObjectNode spec = deployment.get("spec").deepCopy();
        ObjectNode container = (ObjectNode) spec.at("/template/spec/containers/0");
        ArrayNode environment = JSON.arrayNode();
        environment
                .addObject()
                .put("name", "NAMESPACE")
                .putObject("valueFrom")
                .putObject("fieldRef")
                .put("fieldPath", "metadata.namespace");
        StreamSupport.stream(container.get("env").spliterator(), false)
                .filter(variable -> !NOT_HERE.contains(variable.path("name").asText()))
                .forEach(environment::add);
        Map.of(
                        "SIGNALBOX_STRATEGIES_URL", "http://signalbox-operator.$(NAMESPACE).svc:9001/strategies",
                        "SIGNALBOX_WEBHOOK_CERTIFICATES", "mounted")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable ->
                        environment.addObject().put("name", variable.getKey()).put("value", variable.getValue()));
        container.set("env", environment);
        return spec;
    }

    /** Without conditions and a selector of namespaces, which can't be told here. */
    private ObjectNode webhook() {
        JsonNode webhook = installed.only("ValidatingWebhookConfiguration").at("/webhooks/0");
        ObjectNode description = JSON.objectNode()
                .put("type", "ValidatingAdmissionWebhook")
                .put("deploymentName", InstalledObjects.name(installed.only("Deployment")))
                .put("containerPort", HTTPS)
                .put("targetPort", webhookPort());
        description.set("generateName", webhook.get("name"));
        description.set("webhookPath", webhook.at("/clientConfig/service/path"));
        Stream.of("rules", "failurePolicy", "matchPolicy", "sideEffects", "timeoutSeconds", "admissionReviewVersions")
                .forEach(field -> description.set(field, webhook.get(field)));
        return description;
    }

    private int webhookPort() {
        return StreamSupport.stream(
                        installed
                                .only("Deployment")
                                .at("/spec/template/spec/containers/0/ports")
                                .spliterator(),
                        false)
                .filter(port -> port.path("name").asText().equals("webhook"))
                .findFirst()
                .orElseThrow()
                .path("containerPort")
                .asInt();
    }

    private String image() {
        return installed
                .only("Deployment")
                .at("/spec/template/spec/containers/0/image")
                .asText();
    }
}
