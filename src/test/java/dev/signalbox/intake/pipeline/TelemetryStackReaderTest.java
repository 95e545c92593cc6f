package dev.signalbox.intake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Bucket;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.Backends.Metrics;
import dev.signalbox.model.pipeline.Backends.Tls;
import dev.signalbox.model.pipeline.Collectors;
import dev.signalbox.model.pipeline.Collectors.Agent;
import dev.signalbox.model.pipeline.Collectors.Gateway;
import dev.signalbox.model.pipeline.Collectors.Output;
import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Replicas;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.Collectors.Toleration;
import dev.signalbox.model.pipeline.Redaction;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.StackRetention;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TelemetryStackReaderTest {
    private static final long MI = 1L << 20;

    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(read())
                .isEqualTo(new TelemetryStack(
                        "observability",
                        Backends.NONE,
                        new Collectors(
                                Optional.empty(),
                                Optional.empty(),
                                Output.NATIVE,
                                new Agent(
                                        "observability-agents",
                                        new Resources(
                                                Map.of("cpu", "100m", "memory", "256Mi"),
                                                Map.of("memory", "512Mi"),
                                                512 * MI),
                                        Placement.ANYWHERE),
                                new Gateway(
                                        new Replicas(2, 10),
                                        10 * 1024 * MI,
                                        Optional.empty(),
                                        new Resources(
                                                Map.of("cpu", "500m", "memory", "1Gi"),
                                                Map.of("memory", "2Gi"),
                                                2048 * MI),
                                        Placement.ANYWHERE)),
                        BigDecimal.TEN,
                        Duration.ofSeconds(30),
                        List.of(),
                        StackRetention.DEFAULT));
    }

    @Test
    void aStackWithoutASpecIsOneOfDefaults() {
        ObservabilityStack stack = Written.YAML.unmarshal("metadata: {name: default}", ObservabilityStack.class);

        assertThat(Written.read(TelemetryStackReader::read, stack)).isEqualTo(read());
    }

    @Test
    void everyFieldIsRead() throws IOException {
        TelemetryStack stack = Written.read(
                TelemetryStackReader::read,
                Written.YAML.unmarshal(
                        Files.readString(Path.of("examples/observabilitystack/full.yaml")), ObservabilityStack.class));

        assertThat(stack.backends())
                .isEqualTo(new Backends(
                        Optional.of(new Metrics.Otlp(new Endpoint(
                                "http://prometheus:9090/api/v1/otlp",
                                Optional.empty(),
                                new Credentials.Basic("prometheus"),
                                Optional.of(new Tls(
                                        Optional.of("prometheus-ca"),
                                        true,
                                        Optional.of("prometheus.example.com"),
                                        false))))),
                        Optional.of(new Endpoint(
                                "http://loki:3100",
                                Optional.of("production"),
                                new Credentials.Bearer("loki"),
                                Optional.empty())),
                        Optional.of(open("tempo:4317")),
                        Optional.of(open("http://pyroscope:4040")),
                        Optional.of(new Bucket(
                                "observability-archive",
                                "eu-west-1",
                                Optional.of("https://s3.eu-west-1.amazonaws.com"),
                                "logs",
                                Optional.of("archive")))));
        assertThat(stack.redactions())
                .containsExactly(
                        Redaction.Preset.CREDIT_CARD, new Redaction.Custom("bearer", "[Bb]earer [-._~+/A-Za-z0-9]+"));
        assertThat(stack.collectors().version()).hasValue("0.155.0");
        assertThat(stack.collectors().agent().placement())
                .isEqualTo(new Placement(
                        Map.of("kubernetes.io/os", "linux"),
                        List.of(new Toleration(
                                Optional.of("node-role.kubernetes.io/control-plane"),
                                Optional.of("Exists"),
                                Optional.empty(),
                                Optional.of("NoSchedule"),
                                Optional.empty()))));
        assertThat(stack.collectors().gateway().resources())
                .isEqualTo(new Resources(Map.of("cpu", "1", "memory", "1Gi"), Map.of("memory", "2Gi"), 2048 * MI));
        assertThat(stack.collectors().gateway().placement().tolerations())
                .extracting(Toleration::seconds)
                .containsExactly(Optional.of(300L));
    }

    @Test
    void metricsGoByRemoteWriteWhereThereIsNoOtlp() {
        assertThat(read("metrics: {remoteWriteUrl: 'http://prometheus:9090/api/v1/write?a=b'}")
                        .backends()
                        .metrics())
                .hasValue(new Metrics.RemoteWrite(open("http://prometheus:9090/api/v1/write?a=b")));
    }

    @Test
    void aServerMayHaveAnAddressAndASlashAtItsEnd() {
        assertThat(read("logs: {lokiUrl: 'http://10.0.0.7:3100/'}", "traces: {otlpEndpoint: '[fd00::7]:4317'}")
                        .backends())
                .isEqualTo(new Backends(
                        Optional.empty(),
                        Optional.of(open("http://10.0.0.7:3100")),
                        Optional.of(open("[fd00::7]:4317")),
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "otel/opentelemetry-collector-contrib:0.155.0, 0.155.0",
        "registry.example.com:5000/otel/collector:v0.150.1-shop.3, 0.150.1",
        "otelcol:0.149.0@sha256:0123456789012345678901234567890123456789012345678901234567890123, 0.149.0"
    })
    void theVersionIsToldFromTheTag(String image, String version) {
        assertThat(read("collector: {image: '%s'}".formatted(image))
                        .collectors()
                        .version())
                .hasValue(version);
    }

    @Test
    void quantitiesAreInCanonicalFormAndARequestStaysWithinItsLimit() {
        Resources resources =
                read("collector: {agent: {resources: {requests: {cpu: 0.25}, limits: {memory: 131072Ki, cpu: 2000m}}}}")
                        .collectors()
                        .agent()
                        .resources();

        assertThat(resources)
                .isEqualTo(new Resources(
                        Map.of("cpu", "250m", "memory", "128Mi"), Map.of("cpu", "2", "memory", "128Mi"), 128 * MI));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultNamesItsFieldAndWhatToWrite(String field, String expected) {
        assertThat(violations(field)).containsExactly(expected);
    }

    static List<Arguments> faults() {
        return List.of(
                fault(
                        "namespace: Shop",
                        "spec.namespace: must be 1 to 63 lower-case letters, digits and '-', first and"
                                + " last a letter or digit; was \"Shop\"; write e.g. \"observability\""),
                fault(
                        "metrics: {otlpUrl: 'http://a/b', remoteWriteUrl: 'http://a/c'}",
                        "spec.metrics.remoteWriteUrl:"
                                + " must not stand beside otlpUrl: it is the fallback for servers without OTLP; keep otlpUrl"),
                fault(
                        "metrics: {otlpUrl: 'prometheus:9090'}",
                        "spec.metrics.otlpUrl: must be an http or https URL, was"
                                + " \"prometheus:9090\"; write e.g. \"http://prometheus:9090/api/v1/otlp\""),
                fault(
                        "metrics: {otlpUrl: 'http://a:b@c/'}",
                        "spec.metrics.otlpUrl: must have no user and password in"
                                + " it, had them; write e.g. \"http://prometheus:9090/api/v1/otlp\""),
                fault(
                        "metrics: {otlpUrl: 'http://prometheus:9090/api/v1/otlp/v1/metrics'}",
                        "spec.metrics.otlpUrl: must"
                                + " not end in /v1/metrics, which senders append; was"
                                + " \"http://prometheus:9090/api/v1/otlp/v1/metrics\"; write e.g."
                                + " \"http://prometheus:9090/api/v1/otlp\""),
                fault(
                        "metrics: {otlpUrl: 'http://a/?b'}",
                        "spec.metrics.otlpUrl: must have no query and no fragment,"
                                + " because paths are appended to it; was \"http://a/?b\"; write e.g."
                                + " \"http://prometheus:9090/api/v1/otlp\""),
                fault(
                        "metrics: {auth: {type: Bearer}}",
                        "spec.metrics.auth.secretRef: must name a Secret where type is"
                                + " Basic or Bearer, was missing; write e.g. secretRef: {name: backend}"),
                fault(
                        "metrics: {auth: {secretRef: {name: a}}}",
                        "spec.metrics.auth.type: must be Basic or Bearer where"
                                + " secretRef is given, was None; write e.g. Bearer, or leave secretRef out"),
                fault(
                        "metrics: {auth: {type: Basic, secretRef: {name: A}}}",
                        "spec.metrics.auth.secretRef.name: must be 1"
                                + " to 253 lower-case letters, digits, '-' and '.', first and last a letter or digit; was \"A\";"
                                + " write e.g. \"backend\""),
                fault(
                        "metrics: {auth: {tenant: 'a|b'}}",
                        "spec.metrics.auth.tenant: must be 1 to 150 letters, digits and"
                                + " !-_.*'(), was \"a|b\"; write e.g. production"),
                fault(
                        "metrics: {auth: {tls: {clientCertificate: true}}}",
                        "spec.metrics.auth.tls.secretRef: must name the Secret with tls.crt and tls.key where"
                                + " clientCertificate is true, was missing; write e.g. secretRef: {name: backend-tls}"),
                fault(
                        "metrics: {auth: {tls: {serverName: 'a b'}}}",
                        "spec.metrics.auth.tls.serverName: must be a host's"
                                + " name, was \"a b\"; write e.g. prometheus.example.com"),
                fault(
                        "metrics: {scrapeInterval: never}",
                        "spec.metrics.scrapeInterval: must be a duration, was" + " \"never\"; write e.g. \"30s\""),
                fault(
                        "logs: {tenant: a}",
                        "spec.logs.lokiUrl: must be an http or https URL, was \"\"; write e.g."
                                + " \"http://loki:3100\""),
                fault(
                        "logs: {lokiUrl: 'http://loki:3100/loki/api/v1/push'}",
                        "spec.logs.lokiUrl: must not end in /push,"
                                + " which senders append; was \"http://loki:3100/loki/api/v1/push\"; write e.g."
                                + " \"http://loki:3100\""),
                fault(
                        "logs: {lokiUrl: 'http://loki', tenant: a, auth: {tenant: b}}",
                        "spec.logs.auth.tenant: must be"
                                + " that of spec.logs.tenant, was \"b\"; leave one of them out"),
                fault(
                        "logs: {lokiUrl: 'http://loki', redact: [{name: a, pattern: '('}]}",
                        "spec.logs.redact[0].pattern:"
                                + " must be a regular expression of RE2; was '(': missing closing ); write e.g."
                                + " \"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\""),
                fault(
                        "traces: {otlpEndpoint: 'http://tempo:4317'}",
                        "spec.traces.otlpEndpoint: must be host:port, was"
                                + " \"http://tempo:4317\"; write e.g. \"tempo:4317\""),
                fault(
                        "traces: {otlpEndpoint: 'tempo:70000'}",
                        "spec.traces.otlpEndpoint: must have a port from 1 to"
                                + " 65535, was \"tempo:70000\"; write e.g. \"tempo:4317\""),
                fault(
                        "profiles: {}",
                        "spec.profiles.url: must be an http or https URL, was \"\"; write e.g."
                                + " \"http://pyroscope:4040\""),
                fault(
                        "archive: {}",
                        "spec.archive.s3: must be given, was missing; write e.g. {bucket:"
                                + " observability-archive, region: eu-west-1}"),
                fault(
                        "archive: {s3: {bucket: a..b, region: a}}",
                        "spec.archive.s3.bucket: must be 3 to 63 lower-case"
                                + " letters, digits, '-' and single '.', and no address; was \"a..b\"; write e.g."
                                + " observability-archive"),
                fault(
                        "archive: {s3: {bucket: 192.168.0.1, region: a}}",
                        "spec.archive.s3.bucket: must be 3 to 63"
                                + " lower-case letters, digits, '-' and single '.', and no address; was \"192.168.0.1\"; write"
                                + " e.g. observability-archive"),
                fault(
                        "archive: {s3: {bucket: abc}}",
                        "spec.archive.s3.region: must be the name of a region, was \"\";" + " write e.g. eu-west-1"),
                fault(
                        "archive: {s3: {bucket: abc, region: a, prefix: /logs}}",
                        "spec.archive.s3.prefix: must neither"
                                + " begin nor end with /, was \"/logs\"; write e.g. logs"),
                fault(
                        "sampling: {baselinePercent: 101}",
                        "spec.sampling.baselinePercent: must be >= 0 and <= 100, was" + " 101; write e.g. 10"),
                fault(
                        "collector: {image: 'otelcol:latest'}",
                        "spec.collector.version: must be given where the tag of"
                                + " image doesn't begin with it, was missing; write e.g. version: 0.155.0"),
                fault(
                        "collector: {image: 'registry.example.com:5000/otelcol'}",
                        "spec.collector.version: must be given"
                                + " where the tag of image doesn't begin with it, was missing; write e.g. version: 0.155.0"),
                fault(
                        "collector: {image: 'otelcol:0.155.0', version: 0.150.0}",
                        "spec.collector.version: must be that of"
                                + " the image's tag, 0.155.0, was \"0.150.0\"; leave it out"),
                fault(
                        "collector: {version: v0.155}",
                        "spec.collector.version: must be three numbers, was \"v0.155\";" + " write e.g. 0.155.0"),
                fault(
                        "collector: {image: 'a b', version: 0.155.0}",
                        "spec.collector.image: must be the name of an image,"
                                + " was \"a b\"; write e.g. otel/opentelemetry-collector-contrib:0.155.0"),
                fault(
                        "collector: {agent: {namespace: observability}}",
                        "spec.collector.agent.namespace: must not be that"
                                + " of the gateways, because reading container logs needs enforce=privileged; was"
                                + " \"observability\"; write e.g. observability-agents"),
                fault(
                        "collector: {agent: {nodeSelector: {'a b': c}}}",
                        "spec.collector.agent.nodeSelector[a b]: must be a"
                                + " legal label of Kubernetes, was \"a b: c\"; write e.g. {app: checkout}"),
                fault(
                        "collector: {gateway: {replicas: {min: 3, max: 2}}}",
                        "spec.collector.gateway.replicas.max: must be"
                                + " at least min, was 2 with min 3; write e.g. min: 2, max: 10"),
                fault(
                        "collector: {gateway: {replicas: {min: 0}}}",
                        "spec.collector.gateway.replicas.min: must be >= 1" + " and <= 100, was 0"),
                fault(
                        "collector: {gateway: {queue: 10}}",
                        "spec.collector.gateway.queue: must be at least 100Mi and"
                                + " below 8Ei of bytes, was \"10\"; write e.g. 100Mi"),
                fault(
                        "collector: {gateway: {storageClass: 'a b'}}",
                        "spec.collector.gateway.storageClass: must be 1 to"
                                + " 253 lower-case letters, digits, '-' and '.', first and last a letter or digit; was \"a b\";"
                                + " write e.g. \"standard\""),
                fault(
                        "collector: {agent: {resources: {limits: {memory: 512m}, requests: {memory: 1m}}}}",
                        "spec.collector.agent.resources.limits.memory: must be at least 128Mi and below 8Ei of bytes,"
                                + " was \"512m\"; write e.g. 128Mi"),
                fault(
                        "collector: {agent: {resources: {requests: {memory: 1Gi}}}}",
                        "spec.collector.agent.resources.requests.memory: must be at most the limit, 512Mi, was \"1Gi\";"
                                + " write less, or a higher limit"),
                fault(
                        "collector: {gateway: {resources: {limits: {mem: 1Gi}}}}",
                        "spec.collector.gateway.resources.limits.mem: must be a resource of containers, was \"mem\";"
                                + " write e.g. cpu or memory"),
                fault(
                        "collector: {gateway: {resources: {limits: {cpu: '-1'}}}}",
                        "spec.collector.gateway.resources.limits.cpu: must be a quantity of Kubernetes, was \"-1\"; write"
                                + " e.g. 500m or 1Gi"),
                fault(
                        "collector: {agent: {tolerations: [{operator: Equal, value: a}]}}",
                        "spec.collector.agent.tolerations[0].key: must be the name of a taint, or absent with operator:"
                                + " Exists; was \"\"; write e.g. {key: node-role.kubernetes.io/control-plane, operator:"
                                + " Exists, effect: NoSchedule}"),
                fault(
                        "collector: {agent: {tolerations: [{key: a, operator: Exists, tolerationSeconds: 5}]}}",
                        "spec.collector.agent.tolerations[0].tolerationSeconds: must go with effect: NoExecute only, was"
                                + " 5; leave it out, or write effect: NoExecute"));
    }

    @Test
    void aNamespaceThatIsTooLongToAppendToIsToldWhereTheOtherIsNamed() {
        assertThat(violations("namespace: " + "a".repeat(60)))
                .singleElement()
                .asString()
                .startsWith("spec.collector.agent.namespace: must be 1 to 63");
    }

    @Test
    void onlyOneStackCounts() {
        assertThat(Written.violations(TelemetryStackReader::read, Written.of(ObservabilityStack.class, "second")))
                .containsExactly(
                        "metadata.name: must be default, because a cluster has one stack in use; was \"second\";"
                                + " write name: default");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(violations(
                        "metrics: {otlpUrl: x, auth: {type: Basic}}",
                        "logs: {redact: [x]}",
                        "traces: {otlpEndpoint: x, auth: {tenant: '..'}}",
                        "collector: {agent: {namespace: observability}, gateway: {replicas: {min: 0, max: 0}}}"))
                .extracting(violation -> violation.substring(0, violation.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "spec.metrics.otlpUrl",
                        "spec.metrics.auth.secretRef",
                        "spec.logs.lokiUrl",
                        "spec.logs.redact[0]",
                        "spec.traces.otlpEndpoint",
                        "spec.traces.auth.tenant",
                        "spec.collector.agent.namespace",
                        "spec.collector.gateway.replicas.min",
                        "spec.collector.gateway.replicas.max");
    }

    private static Endpoint open(String address) {
        return new Endpoint(address, Optional.empty(), new Credentials.None(), Optional.empty());
    }

    private static Arguments fault(String field, String expected) {
        return Arguments.of(field, expected);
    }

    private static TelemetryStack read(String... fields) {
        return Written.read(TelemetryStackReader::read, Written.of(ObservabilityStack.class, "default", fields));
    }

    private static List<String> violations(String... fields) {
        return Written.violations(TelemetryStackReader::read, Written.of(ObservabilityStack.class, "default", fields));
    }
}
