package dev.signalbox.compile.pipeline.instrumentation;

import dev.signalbox.compile.Notice;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the owner of a service does for its instrumentation, or can't have. */
public final class InstrumentationRemarks {
    private static final String PREFIX = "instrumentation.opentelemetry.io/";

    private InstrumentationRemarks() {}

    /** Of one service. */
    public static List<Notice> of(TelemetryService service, ClusterFacts facts) {
        return switch (service.instrumentation().mode()) {
            case NONE, SDK, EBPF -> List.of();
            case AUTO -> List.of(facts.serves(ServedKind.INSTRUMENTATION) ? annotations(service) : notServed());
        };
    }

    private static Notice annotations(TelemetryService service) {
        String wanted = service.instrumentation().languages().stream()
                .flatMap(language -> annotations(language, InstrumentationObject.name(service)))
                .collect(Collectors.joining(", "));
        return new Notice(
                "InstrumentationAnnotations",
                "pods are instrumented when they have these annotations; add to the workload's spec.template.metadata.annotations: "
                        + wanted);
    }

    private static Stream<String> annotations(String language, String object) {
        String inject = "%sinject-%s: \"%s\"".formatted(PREFIX, language, object);
        // It watches one program from outside, and has to be told which.
        return language.equals("go")
                ? Stream.of(inject, PREFIX + "otel-go-auto-target-exe: \"<path of the program in its container>\"")
                : Stream.of(inject);
    }

    private static Notice notServed() {
        return new Notice(
                "InstrumentationNotServed",
                "the cluster serves no Instrumentation of opentelemetry.io/v1alpha1, so none is made; install the OpenTelemetry operator, or write mode: SDK");
    }
}
