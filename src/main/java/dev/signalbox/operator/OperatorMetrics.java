package dev.signalbox.operator;

import dev.signalbox.compile.Compilation;
import dev.signalbox.operator.apply.Applier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the operator tells of itself. No series is for one resource: a thousand of them would be a thousand series. */
@Singleton
class OperatorMetrics implements Metrics {
    private final AtomicInteger pending = new AtomicInteger();
    private static final List<String> KINDS =
            List.of("SLO", "ServiceObservability", "SamplingPolicy", "ObservabilityPolicy", "ObservabilityStack");

    private final Map<String, Map<Outcome, Timer>> reconciles;
    private final Map<Applier.Outcome, Counter> outputs;
    private final Counter statusWrites;
    private final LooksUnderway underway;
    private final Map<Admission, Timer> admissions;

    /** How one look at a resource ended. */
    private enum Outcome {
        COMPILED,
        REJECTED,
        BLOCKED,
        FAILED
    }

    /** What whoever asked about a resource was told. */
    enum Admission {
        ALLOWED,
        DENIED,
        /** Was no question that can be answered. */
        TURNED_AWAY
    }

    @Inject
    OperatorMetrics(MeterRegistry registry, LooksUnderway underway) {
        this.underway = underway;
        registry.gauge("signalbox.reconciles.pending", pending);
        reconciles = KINDS.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        kind -> each(Outcome.class, outcome -> Timer.builder("signalbox.reconcile")
                                .description("Looks at a resource")
                                .tag("kind", kind)
                                .tag("outcome", tag(outcome))
                                .register(registry))));
        outputs = each(Applier.Outcome.class, outcome -> Counter.builder("signalbox.outputs")
                .description("Objects that were to be held")
                .tag("outcome", tag(outcome))
                .register(registry));
        statusWrites = Counter.builder("signalbox.status.writes").register(registry);
        admissions = each(Admission.class, outcome -> Timer.builder("signalbox.admission")
                .description("Answers of the webhook")
                .tag("outcome", tag(outcome))
                .register(registry));
    }

    /** @param kind of the resource */
    void reconciled(String kind, Compilation compilation, Duration took) {
        Outcome outcome =
                switch (compilation) {
                    case Compilation.Compiled _ -> Outcome.COMPILED;
                    case Compilation.Rejected _ -> Outcome.REJECTED;
                    case Compilation.Blocked _ -> Outcome.BLOCKED;
                };
        reconciles.get(kind).get(outcome).record(took);
    }

    void failed(String kind) {
        reconciles.get(kind).get(Outcome.FAILED).record(Duration.ZERO);
    }

    void held(Applier.Outcome outcome) {
        outputs.get(outcome).increment();
    }

    void admitted(Admission outcome, Duration took) {
        admissions.get(outcome).record(took);
    }

    void statusWritten() {
        statusWrites.increment();
    }

    @Override
    public void reconcileCustomResource(HasMetadata resource, RetryInfo retry, Map<String, Object> metadata) {
        pending.incrementAndGet();
    }

    @Override
    public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
        underway.begin(resource);
    }

    /** @param resource null: it was gone before it was looked at */
    @Override
    public void reconciliationExecutionFinished(HasMetadata resource, Map<String, Object> metadata) {
        underway.end();
        pending.decrementAndGet();
    }

    /** The framework waits for ever for a look that ends by an error, and looks at that resource no more; by an exception it looks again. */
    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        try {
            return execution.execute();
        } catch (Error e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    private static <E extends Enum<E>, M> Map<E, M> each(Class<E> type, Function<E, M> meter) {
        return Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Function.identity(), meter));
    }

    private static String tag(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
