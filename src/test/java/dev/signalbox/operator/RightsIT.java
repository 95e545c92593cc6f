package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.faults.ControlPlaneProcess;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an API server says of rights that are granted in all ways there are. */
@ExtendWith(EmptyCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the last one has the API server started anew
class RightsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<OutputKind> ASKED =
            Set.of(OutputKind.CONFIG_MAP, OutputKind.SERVICE, OutputKind.DEPLOYMENT);

    private static final String ROLES = """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRole
              metadata: {name: config-maps}
              rules: [{apiGroups: [""], resources: [configmaps], verbs: [get, list, watch, create, patch, delete]}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRole
              metadata: {name: all-of-apps}
              rules: [{apiGroups: [apps], resources: ["*"], verbs: ["*"]}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRole
              metadata: {name: one-service}
              rules: [{apiGroups: [""], resources: [services], resourceNames: [own], verbs: ["*"]}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRole
              metadata: {name: to-look-at-services}
              rules: [{apiGroups: [""], resources: [services], verbs: [get, list, watch]}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRoleBinding
              metadata: {name: everywhere}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: config-maps}
              subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: everywhere}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRoleBinding
              metadata: {name: everywhere-one-service}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: one-service}
              subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: everywhere}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRoleBinding
              metadata: {name: everywhere-to-look-at-services}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: to-look-at-services}
              subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: everywhere}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: RoleBinding
              metadata: {name: in-default, namespace: default}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: config-maps}
              subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: in-default}]
            - apiVersion: rbac.authorization.k8s.io/v1
              kind: RoleBinding
              metadata: {name: in-default-apps, namespace: default}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all-of-apps}
              subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: in-default}]
            """;

    @TempDir
    private Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void grant(ControlPlane cluster) {
        cluster.client()
                .load(new java.io.ByteArrayInputStream(ROLES.getBytes()))
                .serverSideApply();
    }

    @Test
    @Order(1)
    void whatRolesGrantEverywhereIsKnownByOneRequest(ControlPlane cluster) {
        try (KubernetesClient client = as("everywhere", cluster)) {
            assertThat(new Rights(client, Set.of()).held(ASKED)).containsExactly(OutputKind.CONFIG_MAP);
            assertThat(requests).containsExactly("selfsubjectrulesreviews");

            requests.clear();
            assertThat(new Rights(client, Set.of()).watched(ASKED))
                    .containsExactlyInAnyOrder(OutputKind.CONFIG_MAP, OutputKind.SERVICE);
            assertThat(requests).containsExactly("selfsubjectrulesreviews");
        }
    }

    @Test
    @Order(2)
    void whatRolesGrantInANamespaceHoldsThereAlone(ControlPlane cluster) {
        try (KubernetesClient client = as("in-default", cluster)) {
            assertThat(new Rights(client, Set.of("default")).held(ASKED))
                    .containsExactlyInAnyOrder(OutputKind.CONFIG_MAP, OutputKind.DEPLOYMENT);
            assertThat(new Rights(client, Set.of("default", "kube-system")).held(ASKED))
                    .isEmpty();
            assertThat(new Rights(client, Set.of()).held(ASKED)).isEmpty();
        }
    }

    @Test
    @Order(3)
    void whatAnAuthorizerGrantsThatListsNothingIsAskedForByItself(ControlPlane cluster) throws IOException {
        HttpServer authorizer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authorizer.createContext("/", RightsIT::grantServices);
        authorizer.start();
        try (ControlPlaneProcess server = ControlPlaneProcess.of(cluster, "kube-apiserver")) {
            server.kill();
            server.startAgainWith(Map.of(
                    "--authorization-mode",
                    "RBAC,Webhook",
                    "--authorization-webhook-config-file",
                    kubeconfig(authorizer.getAddress().getPort()).toString()));
            assertThat(Deadline.in(Duration.ofSeconds(60)).until(() -> isReady(cluster)))
                    .isTrue();

            try (KubernetesClient client = as("everywhere", cluster)) {
                assertThat(new Rights(client, Set.of()).held(ASKED))
                        .containsExactlyInAnyOrder(OutputKind.CONFIG_MAP, OutputKind.SERVICE);
                assertThat(requests)
                        .hasSize(1 + 3 + 1) // the rules, the writes of services, the first of deployments
                        .contains("selfsubjectaccessreviews");
            }
        } finally {
            authorizer.stop(0);
        }
    }

    private KubernetesClient as(String user, ControlPlane cluster) {
        Config config = new ConfigBuilder(cluster.client().getConfiguration())
                .withImpersonateUsername(user)
                .withImpersonateGroups("system:authenticated")
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("requests", new Interceptor() {
                    @Override
                    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                        String path = request.uri().getPath();
                        requests.add(path.substring(path.lastIndexOf('/') + 1));
                    }
                }))
                .build();
    }

    private Path kubeconfig(int port) throws IOException {
        return Files.writeString(directory.resolve("authorizer"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: authorizer, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: server, user: {}}]
                contexts: [{name: here, context: {cluster: authorizer, user: server}}]
                current-context: here
                """.formatted(port));
    }

    /** And has no opinion on all else. */
    private static void grantServices(HttpExchange exchange) throws IOException {
        ObjectNode review = (ObjectNode) JSON.readTree(exchange.getRequestBody());
        JsonNode resource = review.at("/spec/resourceAttributes/resource");
        review.putObject("status").put("allowed", resource.asText().equals("services"));
        byte[] answer = JSON.writeValueAsBytes(review);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static boolean isReady(ControlPlane cluster) {
        try {
            return "ok".equals(cluster.client().raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
