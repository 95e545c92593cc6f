package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.report.html.HealthPage;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.OperatorRights;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The report that the packaged operator serves, to those whom a real API server knows. */
@ExtendWith(LocalCluster.class)
class ReportServerIT {
    private static final String AUDIENCE = "signalbox-report";
    private static final String SLO = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: %s, namespace: %s}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'errors_total{job="a"}', total: 'requests_total{job="a"}'}}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private KubernetesClient client;
    private OperatorRights rights;
    private RunningOperator operator;
    private String own;
    private String others;

    @BeforeEach
    void start(LocalCluster.Namespace namespace) {
        client = namespace.client();
        own = namespace.name();
        others = own + "-others";
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(others)
                        .endMetadata()
                        .build())
                .create();
        apply(SLO.formatted("mine", own));
        apply(SLO.formatted("theirs", others));
        rights = OperatorRights.withReport(namespace);
        operator = RunningOperator.start(rights.kubeconfig(), Map.of("SIGNALBOX_NAMESPACES", own + "," + others));
    }

    @AfterEach
    void stop() {
        operator.close();
        rights.close();
        http.close();
        client.namespaces().withName(others).delete();
    }

    @Test
    void whoeverIsNobodyToTheApiServerIsNobodyHere() throws IOException, InterruptedException {
        String stranger = account("stranger");

        assertThat(get("/").statusCode()).isEqualTo(401);
        assertThat(get("/").headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(get("/", "no-token").statusCode()).isEqualTo(401);
        assertThat(get("/", token(stranger, List.of())).statusCode())
                .as("a token for the API server itself")
                .isEqualTo(401);
        HttpResponse<String> refused = get("/", token(stranger, List.of(AUDIENCE)));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("stranger", "observabilitystacks/report", "signalbox-report-reader");
        assertThat(operator.log()).doesNotContain("\"level\":\"ERROR\"", "no-token");
    }

    @Test
    void aTenantSeesTheirNamespaceAndWhoeverSeesAllSeesAll() throws IOException, InterruptedException {
        String tenant = account("tenant");
        apply(binding(tenant, "signalbox-report-reader"));
        apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: slos, namespace: %1$s}
                rules: [{apiGroups: [signalbox.dev], resources: [slos], verbs: [list]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: slos, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: slos}
                subjects: [{kind: ServiceAccount, name: %2$s, namespace: %1$s}]
                """.formatted(own, tenant));
        String privileged = account("privileged");
        apply(binding(privileged, "signalbox-report-reader"));
        apply(binding(privileged, "view-slos-" + own));
        apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: view-slos-%s}
                rules: [{apiGroups: [signalbox.dev], resources: [slos], verbs: [list]}]
                """.formatted(own));
        String idle = account("idle");
        apply(binding(idle, "signalbox-report-reader"));

        HttpResponse<String> page = granted("/", token(tenant, List.of(AUDIENCE)));
        assertThat(page.body()).startsWith("<!doctype html>").contains("mine").doesNotContain(others, "theirs");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy")).contains(HealthPage.POLICY);
        assertThat(json(token(tenant, List.of(AUDIENCE))).path("namespaces")).hasSize(1);

        JsonNode all = json(token(privileged, List.of(AUDIENCE)));
        assertThat(all.path("namespaces").isNull()).isTrue();
        assertThat(all.path("slo_compliance").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(own + "/mine", others + "/theirs");

        assertThat(get("/", token(idle, List.of(AUDIENCE))).statusCode()).isEqualTo(403);
    }

    @Test
    void itCanOnlyBeRead() throws IOException, InterruptedException {
        String reader = account("reader");
        apply(binding(reader, "signalbox-report-reader"));
        apply(binding(reader, "cluster-admin"));
        String token = token(reader, List.of(AUDIENCE));

        assertThat(send("POST", "/", token).statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/", token).headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(get("/elsewhere", token).statusCode()).isEqualTo(404);
        granted("/", token);
        HttpResponse<String> head = send("HEAD", "/", token);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private JsonNode json(String token) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(granted("/report.json", token).body());
    }

    /** The API server, and whoever remembers what it said, takes a moment to know of a right. */
    private HttpResponse<String> granted(String path, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path, token);
        for (int i = 0; i < 15 && answer.statusCode() == 403; i++) {
            Thread.sleep(1_000);
            answer = get(path, token);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(operator.report(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token);
    }

    private HttpResponse<String> send(String method, String path, String token)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(operator.report(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String account(String name) {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(own)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    private String token(String account, List<String> audiences) {
        return client.serviceAccounts()
                .inNamespace(own)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audiences)
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private String binding(String account, String role) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s-%2$s-%3$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %3$s}
                subjects: [{kind: ServiceAccount, name: %2$s, namespace: %1$s}]
                """.formatted(own, account, role);
    }

    private void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }
}
