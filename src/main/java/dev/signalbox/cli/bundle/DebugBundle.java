package dev.signalbox.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.report.ClusterResources;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.controlplane.Kubeconfig;
import dev.signalbox.report.Scope;
import dev.signalbox.report.json.HealthJson;
import dev.signalbox.report.reading.HealthReading;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a report of a fault needs, in one archive: what the cluster knows of Signalbox, without its secrets. */
public final class DebugBundle {
    private static final String VERSIONS = "versions.yaml";
    private static final String REPORT = "report.json";

    /** What is served of these, or is not, makes a difference to Signalbox. */
    private static final Set<String> GROUPS = Set.of(
            "admissionregistration.k8s.io",
            "argoproj.io",
            "cert-manager.io",
            "flagger.app",
            "grafana.integreatly.org",
            "monitoring.coreos.com",
            "openreports.io",
            "opentelemetry.io",
            "operator.victoriametrics.com",
            "signalbox.dev",
            "wgpolicyk8s.io");

    private static final Map<String, String> BESIDES = new TreeMap<>(Map.of(
            VERSIONS,
            "the tool, the API server, the operator's images, which kinds are served",
            REPORT,
            "what `signalbox report -o json` says",
            "operator/secrets.txt",
            "names, types and numbers of keys, not their content",
            "operator/pods/NAMESPACE/POD/…",
            "logs, metrics and health of the operator's pods; a profile where it is asked for",
            "collectors/pods/NAMESPACE/POD/…",
            "logs of collectors that are not ready or were started again"));

    private final Archive archive = new Archive();
    private final Optional<Kubeconfig> kubeconfig;
    private final KubernetesClient client;
    private final ApiReader api;
    private final Bundling wish;
    private final String version;

    private DebugBundle(Optional<Kubeconfig> kubeconfig, KubernetesClient client, Bundling wish, String version) {
        this.kubeconfig = kubeconfig;
        this.client = client;
        this.api = new ApiReader(client);
        this.wish = wish;
        this.version = version;
    }

    /**
     * Asks, and writes what came of it. What may not be read is told in the bundle.
     *
     * @param kubeconfig the context to use; without, where kubectl points to
     * @param version of the tool
     * @param file that is not there yet
     * @return why there is none, for people: nobody answers
     */
    public static Optional<String> write(
            Optional<Kubeconfig> kubeconfig, Bundling wish, String version, Path file, Instant now) throws IOException {
        try (KubernetesClient client = ClusterResources.client(kubeconfig)) {
            DebugBundle bundle = new DebugBundle(kubeconfig, client, wish, version);
            ApiReader.Answer server = bundle.api.get("/version", "application/json");
            if (server instanceof ApiReader.Answer.Refused(int code, String why) && code == 0) {
                return Optional.of(client.getMasterUrl() + " can't be reached: " + why
                        + "; name a cluster with --context or --kubeconfig");
            }
            bundle.take(server, now);
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                bundle.archive.write(out, ReadmeText.of(bundle.archive.told(), version, wish, now));
            }
            return Optional.empty();
        }
    }

    /** What would be taken, a line each. */
    public static List<String> plan(Bundling wish) {
        Stream<String> objects = Taking.ALL.stream()
                .map(taking -> taking.file() + ": " + taking.which() + ", "
                        + switch (taking.where()) {
                            case CLUSTER -> "of the cluster";
                            case OPERATOR -> "in " + wish.namespace();
                            case EVERYWHERE -> "in all namespaces";
                        });
        Stream<String> besides = BESIDES.entrySet().stream().map(file -> file.getKey() + ": " + file.getValue());
        return Stream.concat(objects, besides).sorted().toList();
    }

    private void take(ApiReader.Answer server, Instant now) {
        ObjectFiles objects = new ObjectFiles(
                api,
                archive,
                wish.namespace(),
                Optional.ofNullable(client.getConfiguration().getNamespace()));
        objects.take();
        versions(server, objects.taken("operator/deployments.yaml"));
        report(now);
        PodFiles pods = new PodFiles(api, archive, wish);
        pods.ofOperator(objects.taken("operator/pods.yaml"));
        pods.ofCollectors(objects.taken("collectors/pods.yaml"));
    }

    private void versions(ApiReader.Answer server, List<JsonNode> deployments) {
        ObjectNode versions = JsonNodeFactory.instance.objectNode().put("signalbox", version);
        ArrayNode images = versions.putArray("operator");
        deployments.forEach(deployment -> deployment
                .at("/spec/template/spec/containers")
                .forEach(container -> images.add(container.path("image").asText())));
        versions.set("server", server instanceof ApiReader.Answer.Body body ? ApiReader.tree(body) : null);
        ArrayNode served = versions.putArray("served");
        if (api.get("/apis", "application/json") instanceof ApiReader.Answer.Body body) {
            ApiReader.tree(body)
                    .path("groups")
                    .valueStream()
                    .filter(group -> GROUPS.contains(group.path("name").asText()))
                    .flatMap(group -> group.path("versions").valueStream())
                    .map(one -> one.path("groupVersion").asText())
                    .sorted()
                    .forEach(served::add);
        }
        archive.add(VERSIONS, ManifestYaml.print(RedactedTree.of(versions)), BESIDES.get(VERSIONS));
    }

    private void report(Instant now) {
        switch (ClusterResources.read(kubeconfig, new Scope.Cluster())) {
            case ClusterResources.Found.Failed(String why) -> archive.missing(REPORT, why);
            case ClusterResources.Found.Read(var resources) ->
                archive.add(
                        REPORT,
                        RedactedTree.of(HealthJson.of(HealthReading.of(resources, Map.of(), now)))
                                .toPrettyString(),
                        BESIDES.get(REPORT));
        }
    }
}
