package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.dashboard.Board;
import dev.signalbox.compile.dashboard.ServiceBoards;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.compile.pipeline.metrics.MonitorObject;
import dev.signalbox.compile.pipeline.metrics.ScrapeDuty;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.StackOutcome.Monitors;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.status.Findings;
import dev.signalbox.status.ServiceFindings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a service is to become by itself.
 *
 * @param service what it means; empty when it can't be read
 * @param compilation what it becomes
 * @param boards its dashboards
 */
record ServiceDraft(Optional<TelemetryService> service, Compilation compilation, List<Board> boards) {

    /**
     * @param findings what was found out since the status was written
     * @param watched whether a kind is served and may be written
     */
    static ServiceDraft of(
            ServiceObservability resource,
            StackOutcome stack,
            Findings<ServiceFindings> findings,
            Predicate<OutputKind> watched) {
        Reading<DeclaredService> declared = findings.first(ServiceFindings::conventions)
                .map(detected -> ServiceReader.read(resource, Optional.of(detected)))
                .orElseGet(() -> ServiceReader.read(resource));
        Reading<TelemetryService> telemetry = TelemetryServiceReader.read(resource);
        if (declared instanceof Reading.Read<DeclaredService>(DeclaredService owned)
                && telemetry instanceof Reading.Read<TelemetryService>(TelemetryService service)) {
            return new ServiceDraft(
                    Optional.of(service),
                    compilation(service, stack, watched),
                    ServiceBoards.of(new ServiceBoards.Scene(service, owned), stack.dashboards()));
        }
        return new ServiceDraft(
                Optional.empty(),
                new Compilation.Rejected(Stream.concat(declared.violations().stream(), telemetry.violations().stream())
                        .distinct()
                        .toList()),
                List.of());
    }

    private static Compilation compilation(
            TelemetryService service, StackOutcome stack, Predicate<OutputKind> watched) {
        List<HasMetadata> monitors = stack.monitors().filter(Monitors::wanted).stream()
                .flatMap(settings -> MonitorObject.of(
                        service,
                        ScrapeDuty.of(service, settings.facts()),
                        settings.usually(),
                        settings.facts().rules().labels())
                        .stream())
                .toList();
        return monitors.stream()
                .map(OutputKind::of)
                .filter(kind -> !watched.test(kind))
                .findFirst()
                .<Compilation>map(kind -> new Compilation.Blocked(new Prerequisite.Kind(kind.kind())))
                .orElseGet(() ->
                        new Compilation.Compiled(monitors, stack.remarks().of(Subject.service(service.resource()))));
    }
}
