package dev.signalbox.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each kind that is written or will be: what is wanted is what a real server says that we own. */
@ExtendWith(LocalCluster.class)
class OwnedFieldsIT {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final String CONFIG_MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: config, labels: {a: b}, annotations: {c: d}}
            data: {config.yaml: "x: 1\\n", empty: ""}
            """;
    private static final String SERVICE_ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: account, labels: {a: b}}
            automountServiceAccountToken: false
            imagePullSecrets: [{name: one}, {name: two}]
            """;
    private static final String PROMETHEUS_RULE = """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: rule, labels: {a: b}}
            spec:
              groups:
              - {name: z, interval: 30s, rules: [{record: "a:b", expr: vector(1), labels: {x: y}}, {record: c, expr: "2"}]}
              - {name: a, rules: [{alert: Alert, expr: vector(1), for: 1m, annotations: {summary: "{{ $value }}"}}]}
            """;
    /** Quantities in no canonical form, lists keyed by one field and by two, defaults in atomic parts written out. */
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: collector, labels: {a: b}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: collector}}
              template:
                metadata: {labels: {app: collector}}
                spec:
                  containers:
                  - name: collector
                    image: example.com/collector:1
                    args: ["--config", "/etc/config.yaml"]
                    env:
                    - {name: Z, value: last}
                    - {name: NODE, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: spec.nodeName}}}
                    ports: [{containerPort: 4317, name: grpc, protocol: TCP}, {containerPort: 53, protocol: UDP}]
                    resources: {requests: {cpu: 1000m, memory: 1024Mi}, limits: {cpu: "1.5", memory: 2048Mi}}
                    readinessProbe: {httpGet: {path: /, port: 13133}}
                    volumeMounts: [{name: config, mountPath: /etc/config}]
                    securityContext: {readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                  tolerations: [{key: dedicated, operator: Exists, effect: NoSchedule}]
                  volumes:
                  - {name: config, configMap: {name: config}}
                  - {name: queue, emptyDir: {sizeLimit: 1Gi}}
            """;

    private KubernetesClient client;
    private String namespace;

    static Stream<String> manifests() {
        return Stream.of(CONFIG_MAP, SERVICE_ACCOUNT, PROMETHEUS_RULE, DEPLOYMENT);
    }

    @BeforeEach
    void prepare(LocalCluster.Namespace cluster) {
        client = cluster.client();
        namespace = cluster.name();
        CustomResourceDefinitions.install(
                client, CustomResourceDefinitions.ofPrometheusOperator("prometheusrules"), "test");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void whatWasAppliedIsWhatIsWanted(String manifest) {
        HasMetadata live = apply(manifest, "signalbox");

        assertThat(owned(live)).isEqualTo(wanted(manifest));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void whatOthersAddDoesNotMatter(String manifest) {
        apply(manifest, "signalbox");

        HasMetadata live = apply(
                """
                apiVersion: %s
                kind: %s
                metadata: {name: %s, labels: {theirs: x}, annotations: {theirs: x}}
                """.formatted(field(manifest, "apiVersion"), field(manifest, "kind"), name(manifest)), "somebody");

        assertThat(live.getMetadata().getLabels()).containsEntry("theirs", "x");
        assertThat(owned(live)).isEqualTo(wanted(manifest));
    }

    /** Of quantities that holds for their canonical form only: any other is another value to server-side apply. */
    @ParameterizedTest
    @MethodSource("manifests")
    void whatOthersOwnTooIsStillOurs(String manifest) {
        String canonical = manifest.replace("1000m", "\"1\"")
                .replace("1024Mi", "1Gi")
                .replace("\"1.5\"", "1500m")
                .replace("2048Mi", "2Gi");
        apply(canonical, "signalbox");

        HasMetadata live = apply(canonical, "somebody");

        assertThat(owned(live)).isEqualTo(wanted(canonical));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void whatOthersTakeIsNoLongerOurs(String manifest) {
        apply(manifest, "signalbox");

        HasMetadata live = apply(manifest.replace("a: b", "a: other"), "somebody");

        assertThat(owned(live)).isNotEqualTo(wanted(manifest));
        assertThat(owned(apply(manifest, "signalbox"))).isEqualTo(wanted(manifest));
    }

    /** Somebody's editor: the order that we want comes back with the next apply, and then holds. */
    @Test
    void aReorderedListIsPutInOrder() {
        apply(PROMETHEUS_RULE, "signalbox");
        HasMetadata reordered = edit(PROMETHEUS_RULE, "groups");
        assertThat(owned(reordered)).isNotEqualTo(wanted(PROMETHEUS_RULE));

        assertThat(owned(apply(PROMETHEUS_RULE, "signalbox"))).isEqualTo(wanted(PROMETHEUS_RULE));
    }

    @Test
    void defaultsThatAServerPutsIntoAtomicPartsAreSeenAsADifference() {
        String withoutDefault = DEPLOYMENT.replace("apiVersion: v1, fieldPath", "fieldPath");

        HasMetadata live = apply(withoutDefault, "signalbox");

        assertThat(owned(live)).isNotEqualTo(wanted(withoutDefault)).isEqualTo(wanted(DEPLOYMENT));
    }

    private HasMetadata apply(String manifest, String manager) {
        GenericKubernetesResource object = YAML.unmarshal(manifest, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return client.resource(object)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(manager)
                        .withForce(true)
                        .build());
    }

    private HasMetadata edit(String manifest, String list) {
        GenericKubernetesResource object = YAML.unmarshal(manifest, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return client.resource(object).edit(live -> {
            Collections.reverse((List<?>) live.get("spec", list));
            return live;
        });
    }

    private static Digest owned(HasMetadata live) {
        return OwnedFields.of((GenericKubernetesResource) live, "signalbox")
                .map(CanonicalText::of)
                .map(Digest::of)
                .orElseThrow();
    }

    private static Digest wanted(String manifest) {
        return Digest.of(CanonicalText.of(OwnedFields.wanted(tree(manifest))));
    }

    private static String name(String manifest) {
        return YAML.unmarshal(manifest, GenericKubernetesResource.class)
                .getMetadata()
                .getName();
    }

    private static Object field(String manifest, String name) {
        return tree(manifest).get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(String text) {
        return YAML.unmarshal(text, Map.class);
    }
}
