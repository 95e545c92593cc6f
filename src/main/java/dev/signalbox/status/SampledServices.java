package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.SamplingPolicyStatus;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus.ServiceSampling;
import dev.signalbox.api.v1alpha1.SamplingPolicyStatus.State;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TraceSampling;
import dev.signalbox.sampling.AdaptiveSampling;
import dev.signalbox.sampling.Load;
import dev.signalbox.sampling.Measurements.OfService;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.sampling.Reading;
import dev.signalbox.sampling.Reason;
import dev.signalbox.sampling.ServiceDecision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decisions as a status tells them, and back. Rates change all the time, so one that is told stays until it is far off, and
 * what is at rest is not written again.
 *
 * @param services boosted ones first, then by name; at most {@link #SHOWN}
 * @param omitted how many more there are
 * @param boosted how many of all are boosted
 * @param keptSpansPerSecond of all; null where it is not known
 */
record SampledServices(List<ServiceSampling> services, int omitted, int boosted, BigDecimal keptSpansPerSecond) {
    static final int SHOWN = 200;

    /** A service's rate is told anew when it is a quarter off, their sum when it is a tenth off. */
    private static final double FAR_OFF = 0.25;

    private static final double SUM_FAR_OFF = 0.1;

    /** What is less than this apart, in spans a second, is the same. */
    private static final double NOTHING = 0.1;

    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private static final Comparator<ServiceSampling> ORDER = Comparator.comparing(
                    (ServiceSampling service) -> service.state() != State.BOOSTED)
            .thenComparing(ServiceSampling::service);

    static SampledServices of(Sampled.Decided decided, Optional<SamplingPolicyStatus> before) {
        Map<String, ServiceSampling> told =
                before.flatMap(status -> Optional.ofNullable(status.services())).orElse(List.of()).stream()
                        .collect(Collectors.toMap(ServiceSampling::service, Function.identity()));
        boolean dryRun = decided.targets().policy().dryRun();
        TreeMap<String, OptionalDouble> kept = new TreeMap<>();
        List<ServiceSampling> all = decided.decision().services().entrySet().stream()
                .map(entry -> {
                    OfService measured = decided.measured().services().getOrDefault(entry.getKey(), OfService.UNKNOWN);
                    OptionalDouble keptNow = dryRun ? wouldKeep(entry.getValue()) : fresh(measured.kept());
                    kept.put(entry.getKey().service(), keptNow);
                    return service(
                            entry.getKey(),
                            entry.getValue(),
                            fresh(measured.received()),
                            keptNow,
                            Optional.ofNullable(told.get(entry.getKey().service())));
                })
                .sorted(ORDER)
                .toList();
        return new SampledServices(
                all.stream().limit(SHOWN).toList(),
                Math.max(0, all.size() - SHOWN),
                (int) all.stream()
                        .filter(service -> service.state() == State.BOOSTED)
                        .count(),
                sum(kept, before.map(SamplingPolicyStatus::keptSpansPerSecond)));
    }

    /** What was decided, as far as a status says it. */
    static SortedMap<ServiceKey, ServiceDecision> decisions(SamplingPolicyStatus status, PolicyTargets targets) {
        SortedMap<ServiceKey, ServiceDecision> decisions = new TreeMap<>();
        TraceSampling policy = targets.policy();
        Optional.ofNullable(status.services()).orElse(List.of()).forEach(told -> {
            ServiceKey key = new ServiceKey(policy.resource().namespace(), told.service());
            if (targets.tiers().containsKey(key) && told.percent() != null && told.state() != null) {
                boolean boosted = told.state() == State.BOOSTED
                        || told.state() == State.HELD && told.percent().doubleValue() > targets.baselinePercent();
                decisions.put(
                        key,
                        ServiceDecision.resumed(
                                told.percent().doubleValue(),
                                targets.headPercent(boosted),
                                AdaptiveSampling.State.valueOf(told.state().name()),
                                reason(told.reason()),
                                told.since() == null ? Instant.EPOCH : Instant.parse(told.since()),
                                boosted));
            }
        });
        return decisions;
    }

    private static Reason reason(String text) {
        return List.of(Reason.values()).stream()
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElse(Reason.STALE_INPUTS);
    }

    private static ServiceSampling service(
            ServiceKey key,
            ServiceDecision decision,
            OptionalDouble received,
            OptionalDouble kept,
            Optional<ServiceSampling> before) {
        return new ServiceSampling(
                key.service(),
                plain(BigDecimal.valueOf(decision.percent())),
                State.valueOf(decision.state().name()),
                decision.reason().text(),
                decision.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                steady(received, before.map(ServiceSampling::receivedSpansPerSecond), FAR_OFF, TWO_DIGITS),
                steady(kept, before.map(ServiceSampling::keptSpansPerSecond), FAR_OFF, TWO_DIGITS));
    }

    private static BigDecimal sum(Map<String, OptionalDouble> kept, Optional<BigDecimal> before) {
        boolean known = kept.values().stream().anyMatch(OptionalDouble::isPresent);
        double sum =
                kept.values().stream().mapToDouble(value -> value.orElse(0)).sum();
        return steady(known ? OptionalDouble.of(sum) : OptionalDouble.empty(), before, SUM_FAR_OFF, THREE_DIGITS);
    }

    /** What was told, while it is about right or not known; null where nothing was. */
    private static BigDecimal steady(
            OptionalDouble measured, Optional<BigDecimal> told, double farOff, MathContext digits) {
        boolean stays = measured.isEmpty()
                || told.map(before -> Math.abs(measured.getAsDouble() - before.doubleValue())
                                <= Math.max(NOTHING, farOff * before.doubleValue()))
                        .orElse(false);
        return stays ? told.orElse(null) : plain(new BigDecimal(measured.getAsDouble()).round(digits));
    }

    /** As a reader of the status gets it back, so that equal numbers are equal. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static OptionalDouble wouldKeep(ServiceDecision decision) {
        return decision.load()
                .map(load -> OptionalDouble.of(load.keptByKeep() + undecided(load) * decision.percent() / 100))
                .orElse(OptionalDouble.empty());
    }

    private static double undecided(Load load) {
        return Math.max(0, load.received() - load.keptByKeep());
    }

    private static OptionalDouble fresh(Optional<Reading> reading) {
        return reading.filter(Reading::isFresh)
                .map(known -> OptionalDouble.of(known.value()))
                .orElse(OptionalDouble.empty());
    }
}
