package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What an operator sees of an API server, over TLS, as long as it rehearses: there is one SLO in it, everything is allowed,
 * what is written comes back, and nothing ever happens.
 */
final class RehearsedApiServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String RULES_GROUP = "monitoring.coreos.com";
    private static final String RULES_VERSION = RULES_GROUP + "/v1";
    private static final String RULES = "prometheusrules";

    private static final String SLOS = "/apis/signalbox.dev/v1alpha1/slos";
    private static final String STATUS = "/status";
    private static final String ACCESS_REVIEWS = "/selfsubjectaccessreviews";
    private static final String RULES_REVIEWS = "/selfsubjectrulesreviews";
    private static final int NOT_FOUND = 404;
    private static final int CREATED = 201;

    private final Vertx vertx = Vertx.vertx();
    private final RehearsedIdentity identity = new RehearsedIdentity();
    private final ObjectNode slo;
    private final CountDownLatch told = new CountDownLatch(1);
    private final HttpServer server;

    /** @param slo as it is stored */
    RehearsedApiServer(ObjectNode slo) throws IOException {
        this.slo = stored(slo);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(identity.keys()))
                .webSocketHandler(_ -> {}) // a watch
                .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** In the form of a file. */
    String kubeconfig() throws IOException {
        String authority = Base64.getEncoder().encodeToString(identity.certificate());
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: here, cluster: {server: "https://localhost:%d", certificate-authority-data: %s}}]
                users: [{name: me, user: {token: rehearsal}}]
                contexts: [{name: here, context: {cluster: here, user: me}}]
                current-context: here
                """.formatted(server.actualPort(), authority);
    }

    /** Waits until the status of the SLO was written; whether it was. */
    boolean awaitStatus(long seconds) throws InterruptedException {
        return told.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        identity.close();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        try {
            if (request.method().equals(HttpMethod.GET)) {
                answer(request, read(request.path()));
            } else {
                answer(request, written(request, JSON.readTree(body.getBytes())));
            }
        } catch (IOException e) {
            request.response().setStatusCode(NOT_FOUND).end(e.toString());
        }
    }

    private static void answer(HttpServerRequest request, JsonNode answer) {
        int code = answer.path("code").asInt(request.method().equals(HttpMethod.POST) ? CREATED : 200);
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .end(answer.toString());
    }

    private ObjectNode read(String path) {
        return switch (path) {
            case "/apis" -> groups();
            case "/apis/" + RULES_VERSION -> resources();
            case SLOS -> list(List.of(slo));
            default -> isList(path) ? list(List.of()) : notFound();
        };
    }

    /** {@code /api/v1/configmaps} is, {@code /api/v1/namespaces/shop/configmaps} too. */
    private static boolean isList(String path) {
        String[] parts = path.split("/", -1);
        int resource = parts[1].equals("api") ? 3 : 4;
        boolean namespaced = parts.length > resource + 1 && parts[resource].equals("namespaces");
        return parts.length == resource + (namespaced ? 3 : 1);
    }

    private JsonNode written(HttpServerRequest request, JsonNode object) {
        String path = request.path();
        if (path.endsWith(ACCESS_REVIEWS)) {
            ((ObjectNode) object).putObject("status").put("allowed", true);
            return object;
        }
        if (path.endsWith(RULES_REVIEWS)) {
            return reviewed((ObjectNode) object);
        }
        if (path.contains(slo.at("/metadata/name").asText()) && path.endsWith(STATUS)) {
            told.countDown();
        }
        return object instanceof ObjectNode whole && whole.has("metadata") ? stored(whole) : slo;
    }

    /** Much is allowed by rules, and each other question by itself. */
    private static ObjectNode reviewed(ObjectNode review) {
        ObjectNode status = review.putObject("status").put("incomplete", true);
        status.putArray("nonResourceRules");
        ObjectNode rule = status.putArray("resourceRules").addObject();
        rule.putArray("apiGroups").add("").add("apps");
        rule.putArray("resources").add("*");
        rule.putArray("verbs").add("*");
        return review;
    }

    private static ObjectNode stored(ObjectNode object) {
        ((ObjectNode) object.get("metadata"))
                .put("uid", "00000000-0000-0000-0000-000000000001")
                .put("resourceVersion", "1")
                .put("generation", 1)
                .put("creationTimestamp", "2026-01-02T03:04:05Z");
        return object;
    }

    private static ObjectNode groups() {
        ObjectNode groups = JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ObjectNode group = groups.putArray("groups").addObject().put("name", RULES_GROUP);
        group.putArray("versions")
                .addObject()
                .put("groupVersion", RULES_VERSION)
                .put("version", "v1");
        return groups;
    }

    private static ObjectNode resources() {
        ObjectNode resources = JSON.createObjectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", RULES_VERSION);
        resources.putArray("resources").addObject().put("name", RULES).put("namespaced", true);
        return resources;
    }

    private static ObjectNode list(List<ObjectNode> items) {
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", "1");
        list.putArray("items").addAll(items);
        return list;
    }

    private static ObjectNode notFound() {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("reason", "NotFound")
                .put("code", NOT_FOUND);
    }
}
