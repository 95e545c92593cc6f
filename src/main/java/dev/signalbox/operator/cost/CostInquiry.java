package dev.signalbox.operator.cost;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.Pricing;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.CostBudget;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.cost.CostFindings;
import dev.signalbox.cost.CostQuestion;
import dev.signalbox.cost.CostReport;
import dev.signalbox.cost.Overheads;
import dev.signalbox.cost.Payer;
import dev.signalbox.cost.Prices;
import dev.signalbox.cost.Volume;
import dev.signalbox.cost.VolumeReader;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.MetricsInquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Reason;
import dev.signalbox.status.StackFindings;
import dev.signalbox.status.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What telemetry costs. While the server can't be asked, what was known stays, and a condition says why. */
public final class CostInquiry implements MetricsInquiry {
    private static final String NO_SERVER =
            "nobody can be asked how much telemetry there is; write spec.metrics.queryUrl"
                    + " in the ObservabilityStack, e.g. \"http://prometheus:9090\"";

    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Duration every;
    private final OpenServer server = new OpenServer(Limits.PATIENT);
    private final Map<String, Volume> told = new HashMap<>();
    private Overheads overheads = new Overheads(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private Found last = Found.NOTHING;
    private boolean answered = true;

    /** @param every between two looks */
    public CostInquiry(Duration every) {
        this.every = every;
    }

    @Override
    public Aspect aspect() {
        return Aspect.COST;
    }

    /** Sooner where the server did not answer. */
    @Override
    public Duration every() {
        return answered || every.compareTo(AGAIN) < 0 ? every : AGAIN;
    }

    @Override
    public Found withoutServer(Scene scene) {
        return unknown(Reason.NO_SERVER, NO_SERVER);
    }

    @Override
    public Found withClosedServer(Scene scene, String why) {
        return unknown(Reason.BACKEND_UNREACHABLE, why);
    }

    @Override
    public Found ask(Channel.Servers servers, Scene scene, Instant now) {
        return switch (ask(server.at(servers.queries()))) {
            case Answer.Unavailable<Map<CostQuestion, List<Sample>>>(String why) ->
                unknown(Reason.BACKEND_UNREACHABLE, why);
            case Answer.Given<Map<CostQuestion, List<Sample>>>(Map<CostQuestion, List<Sample>> answers) -> {
                answered = true;
                last = found(scene, answers, now);
                yield last;
            }
        };
    }

    /** Services keep what is known of them. */
    private Found unknown(Reason reason, String why) {
        answered = false;
        return new Found(last.services(), StackFindings.of(Verdict.unknown(Verdict.Type.COSTS_OBSERVED, reason, why)));
    }

    private Found found(Scene scene, Map<CostQuestion, List<Sample>> answers, Instant now) {
        scene.services().forEach(this::remember);
        Map<String, Volume> volumes = new HashMap<>();
        VolumeReader.read(answers, now)
                .forEach((service, volume) -> volumes.put(
                        service,
                        Optional.ofNullable(told.get(service))
                                .map(volume::steady)
                                .orElse(volume)));
        told.clear();
        told.putAll(volumes);
        overheads = Overheads.of(answers).steady(overheads);
        CostFindings findings = new CostReport(volumes, overheads, prices(scene.stack()))
                .of(scene.services().stream()
                        .flatMap(service -> payer(service).stream())
                        .toList());
        return new Found(findings.services(), findings.stack());
    }

    /** What an operator told before it was started again. */
    private void remember(ServiceObservability service) {
        Optional<CostStatus> cost = Optional.ofNullable(service.getStatus()).map(ServiceObservabilityStatus::cost);
        Optional<Payer> payer = payer(service);
        if (cost.isPresent() && payer.isPresent()) {
            told.putIfAbsent(
                    payer.get().service().toString(),
                    new Volume(
                            Optional.ofNullable(cost.get().activeSeries()).map(BigDecimal::valueOf),
                            Optional.ofNullable(cost.get().logGB()),
                            Optional.ofNullable(cost.get().spanGB()),
                            cost.get().basis() == CostStatus.Basis.MEASURED));
        }
    }

    /** A server that could not be asked one thing is not asked for the rest. */
    private static Answer<Map<CostQuestion, List<Sample>>> ask(QueryServer server) {
        Map<CostQuestion, List<Sample>> answers = new EnumMap<>(CostQuestion.class);
        for (CostQuestion question : CostQuestion.values()) {
            switch (server.query(question.query())) {
                case Answer.Given<List<Sample>>(List<Sample> samples) -> answers.put(question, samples);
                case Answer.Unavailable<List<Sample>>(String why) -> {
                    return new Answer.Unavailable<>(why);
                }
            }
        }
        return new Answer.Given<>(answers);
    }

    private static Optional<Payer> payer(ServiceObservability resource) {
        return ServiceReader.read(resource) instanceof Reading.Read<?>
                        && TelemetryServiceReader.read(resource)
                                instanceof Reading.Read<TelemetryService>(TelemetryService service)
                ? Optional.of(new Payer(
                        service.resource(),
                        service.key(),
                        service.owner().team(),
                        Optional.ofNullable(resource.getSpec().costBudget())
                                .map(CostBudget::perMonth)
                                .map(BigDecimal::new)))
                : Optional.empty();
    }

    private static Prices prices(ObservabilityStack stack) {
        Optional<Pricing> pricing = Optional.ofNullable(stack.getSpec().pricing());
        return new Prices(
                pricing.map(Pricing::currency).orElse("USD"),
                pricing.map(Pricing::activeSeriesPerMonth).map(BigDecimal::new),
                pricing.map(Pricing::logGB).map(BigDecimal::new),
                pricing.map(Pricing::spanGB).map(BigDecimal::new),
                pricing.map(Pricing::cpuCorePerMonth).map(BigDecimal::new),
                pricing.map(Pricing::memoryGBPerMonth).map(BigDecimal::new));
    }

    @Override
    public void close() {
        server.close();
    }
}
