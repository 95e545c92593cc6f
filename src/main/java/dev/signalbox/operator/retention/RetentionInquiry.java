package dev.signalbox.operator.retention;

import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.Inquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Reason;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Verdict;
import dev.signalbox.status.retention.ArchiveVerdicts;
import dev.signalbox.status.retention.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Asks servers whether they keep telemetry as long as they were told to. */
public final class RetentionInquiry implements Inquiry {
    /** Long enough not to burden anybody, and short enough to see what a server takes a minute for. */
    private static final Duration EVERY = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(3);

    private final LokiLook loki;
    private final TempoLook tempo;
    private final MetricLook metrics;
    private boolean awaiting;

    public RetentionInquiry(LokiLook loki, TempoLook tempo, MetricLook metrics) {
        this.loki = loki;
        this.tempo = tempo;
        this.metrics = metrics;
    }

    @Override
    public Aspect aspect() {
        return Aspect.RETENTION;
    }

    @Override
    public Duration every() {
        return awaiting ? SOON : EVERY;
    }

    @Override
    public Found look(Scene scene, Instant now) {
        awaiting = false;
        return TelemetryStackReader.read(scene.stack())
                .meant()
                .map(stack -> look(scene, stack, now))
                .orElse(Found.NOTHING); // told as not accepted
    }

    private Found look(Scene scene, TelemetryStack stack, Instant now) {
        ServiceClaims claims = ServiceClaims.of(scene.services().stream()
                .flatMap(service -> TelemetryServiceReader.read(service).meant().stream())
                .toList());
        LokiLook.Seen logs = loki.look(scene.stack(), stack, claims, now);
        Optional<Verdict> traces = tempo.look(scene.stack(), () -> loki.plan(stack, claims), now);
        awaiting = logs.awaiting()
                || traces.filter(verdict -> verdict.reason().equals(Reason.AWAITING_RELOAD.text()))
                        .isPresent();
        Map<ResourceName, List<Verdict>> services = new TreeMap<>();
        Stream.of(
                        logs.services(),
                        ofTraces(claims, traces),
                        ArchiveVerdicts.of(logs.plan(), claims.services().values()))
                .forEach(verdicts ->
                        verdicts.forEach((service, verdict) -> services.computeIfAbsent(service, _ -> new ArrayList<>())
                                .add(verdict)));
        Map<ResourceName, ServiceFindings> found = new TreeMap<>();
        services.forEach((service, verdicts) -> found.put(
                service, ServiceFindings.of(withReady(Together.of(verdicts)).toArray(Verdict[]::new))));
        List<Verdict> servers =
                Stream.of(logs.stack(), traces).flatMap(Optional::stream).toList();
        Verdict[] overall = Stream.concat(
                        servers.isEmpty() ? Stream.empty() : withReady(Together.of(servers)),
                        metrics.look(stack, scene.metrics()).stream())
                .toArray(Verdict[]::new);
        return new Found(found, StackFindings.of(overall));
    }

    private static SortedMap<ResourceName, Verdict> ofTraces(ServiceClaims claims, Optional<Verdict> traces) {
        SortedMap<ResourceName, Verdict> verdicts = new TreeMap<>();
        claims.services().values().stream()
                .filter(service -> service.retention().traces().isPresent())
                .forEach(service -> verdicts.put(
                        service.resource(),
                        traces.orElseGet(() -> Verdict.no(
                                Verdict.Type.RETENTION_APPLIED,
                                Reason.NOT_SUPPORTED,
                                "traces: the stack names no server of traces; write spec.traces there"))));
        return verdicts;
    }

    /** What is not as it was asked for is in the way of Ready. */
    private static Stream<Verdict> withReady(Verdict verdict) {
        return verdict.truth() == Verdict.Truth.TRUE
                ? Stream.of(verdict)
                : Stream.of(
                        verdict, new Verdict(Verdict.Type.READY, verdict.truth(), verdict.reason(), verdict.message()));
    }

    @Override
    public void close() {
        loki.close();
        tempo.close();
        metrics.close();
    }
}
