package dev.signalbox.compile.pipeline.instrumentation;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the OpenTelemetry operator puts into the pods of a service that asks for it by an annotation.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/instrumentations.md">Instrumentation</a>
 */
public final class InstrumentationObject {
    /** The one language whose agent can ask for its percentage; the others start with what it was. */
    private static final String ASKING = "java";

    private static final int ASK_MILLIS = 60_000;

    private InstrumentationObject() {}

    /** In the service's namespace: {@code signalbox-checkout}, after the resource. */
    public static String name(TelemetryService service) {
        return "signalbox-" + service.resource().name();
    }

    /** @param head of traces, what its SDKs start */
    public static HasMetadata of(TelemetryStack stack, TelemetryService service, TraceSampling.Head head) {
        Map<String, Object> spec = new TreeMap<>();
        spec.put("exporter", Map.of("endpoint", agent(stack)));
        spec.put("propagators", List.of("tracecontext", "baggage"));
        spec.put("sampler", Map.of("type", "parentbased_traceidratio", "argument", ratio(head.percent())));
        spec.put("env", environment(stack.backends(), service));
        if (head.remote() && service.instrumentation().languages().contains(ASKING)) {
            spec.put(ASKING, Map.of("env", asking(stack, head)));
        }
        service.owner()
                .environment()
                .ifPresent(environment -> spec.put(
                        "resource",
                        Map.of("resourceAttributes", Map.of(TelemetryAttributes.ENVIRONMENT, environment))));
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(ServedKind.INSTRUMENTATION.apiVersion())
                .withKind(ServedKind.INSTRUMENTATION.kind())
                .withMetadata(new ObjectMetaBuilder()
                        .withName(name(service))
                        .withNamespace(service.resource().namespace())
                        .withLabels(OutputLabels.with(Map.of()))
                        .build())
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    /** The agent of the pod's own node. */
    private static String agent(TelemetryStack stack) {
        return "http://" + CollectorName.agent(stack).host() + ":" + CollectorPort.OTLP_HTTP.number();
    }

    /** One protocol for all languages, whose defaults differ; nothing to where there is no backend; lines are read from files. */
    private static List<Object> environment(Backends backends, TelemetryService service) {
        List<Object> variables = new ArrayList<>();
        variables.add(variable("OTEL_SERVICE_NAME", service.service()));
        variables.add(variable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        variables.add(exporter("OTEL_TRACES_EXPORTER", backends.traces().isPresent()));
        variables.add(exporter("OTEL_METRICS_EXPORTER", backends.metrics().isPresent()));
        variables.add(exporter("OTEL_LOGS_EXPORTER", false));
        return variables;
    }

    /** What is set for a language wins over what is set for all. */
    private static List<Object> asking(TelemetryStack stack, TraceSampling.Head head) {
        return List.of(
                variable("OTEL_TRACES_SAMPLER", "parentbased_jaeger_remote"),
                variable(
                        "OTEL_TRACES_SAMPLER_ARG",
                        "endpoint=http://%s:%d,pollingIntervalMs=%d,initialSamplingRate=%s"
                                .formatted(
                                        CollectorName.headSampler(stack).host(),
                                        CollectorPort.SAMPLING_GRPC.number(),
                                        ASK_MILLIS,
                                        ratio(head.percent()))));
    }

    private static Object exporter(String name, boolean taken) {
        return variable(name, taken ? "otlp" : "none");
    }

    private static Object variable(String name, String value) {
        return new TreeMap<>(Map.of("name", name, "value", value));
    }

    private static String ratio(BigDecimal percent) {
        BigDecimal ratio = percent.movePointLeft(2);
        return ratio.signum() == 0 ? "0" : ratio.stripTrailingZeros().toPlainString();
    }
}
