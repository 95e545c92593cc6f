package dev.signalbox.cli.report;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.SamplingPolicy;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.controlplane.Kubeconfig;
import dev.signalbox.intake.schema.ResourceKind;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Resources out of a cluster, as whoever asks may see them. */
public final class ClusterResources {
    private ClusterResources() {}

    /** What came of asking. */
    public sealed interface Found {
        /** @param resources with their status */
        record Read(Resources resources) implements Found {}

        /** @param why for people, with what to do */
        record Failed(String why) implements Found {}
    }

    /**
     * Asks.
     *
     * @param kubeconfig the context to use; without, where kubectl points to, or the pod that it runs in
     */
    public static Found read(Optional<Kubeconfig> kubeconfig, Scope scope) {
        KubernetesClient client = client(kubeconfig);
        try (client) {
            return new Found.Read(new Resources(
                    list(client, SLO.class, scope),
                    list(client, ServiceObservability.class, scope),
                    list(client, SamplingPolicy.class, scope),
                    ofCluster(client.resources(ObservabilityPolicy.class)::list)
                            .map(KubernetesResourceList::getItems)
                            .orElse(List.of()),
                    ofCluster(client.resources(ObservabilityStack.class).withName("default")::get),
                    scope));
        } catch (KubernetesClientException refused) {
            return new Found.Failed(words(refused, client.getConfiguration().getMasterUrl()));
        }
    }

    /**
     * Somebody who asks, and does not wait long for whoever does not answer; to be closed by the caller.
     *
     * @param kubeconfig the context to use; without, where kubectl points to, or the pod that it runs in
     */
    public static KubernetesClient client(Optional<Kubeconfig> kubeconfig) {
        Config config =
                kubeconfig.map(one -> Config.fromKubeconfig(one.yaml())).orElseGet(() -> Config.autoConfigure(null));
        config.setRequestRetryBackoffLimit(2);
        config.setConnectionTimeout(5_000);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static <T extends HasMetadata> List<T> list(KubernetesClient client, Class<T> kind, Scope scope) {
        return switch (scope) {
            case Scope.Cluster() ->
                client.resources(kind).inAnyNamespace().list().getItems();
            case Scope.Namespaces(var names) ->
                names.stream()
                        .flatMap(name -> client.resources(kind).inNamespace(name).list().getItems().stream())
                        .toList();
        };
    }

    /** Of a cluster's own resources many may see nothing: a report of their namespaces does without. */
    private static <T> Optional<T> ofCluster(Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static String words(KubernetesClientException refused, String server) {
        if (refused.getCode() <= 0) { // nobody has answered
            return server + " can't be reached: " + cause(refused)
                    + "; name a cluster with --context or --kubeconfig, or exported resources with --from";
        }
        return switch (refused.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND ->
                server + " does not serve " + ResourceKind.GROUP + "; install the CRDs: kubectl apply -f crds/";
            case HttpURLConnection.HTTP_UNAUTHORIZED -> server + " does not know who asks; log in again";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                server + " does not let you list the resources: " + message(refused)
                        + "; name a namespace in which you may, with -n";
            default -> server + ": " + message(refused);
        };
    }

    private static String message(KubernetesClientException refused) {
        return Optional.ofNullable(refused.getStatus())
                .map(status -> status.getMessage())
                .orElseGet(refused::getMessage);
    }

    private static String cause(Throwable refused) {
        Throwable last = refused;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    }
}
