package dev.signalbox.operator.observe;

import dev.signalbox.backend.Answer;
import dev.signalbox.compile.slo.HistogramBuckets;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.status.FiringAlert;
import dev.signalbox.status.Measurement;
import dev.signalbox.status.RuleEvidence;
import dev.signalbox.status.SloObservation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Knows what servers say of each SLO, from rounds for all of them, and wakes those for which it matters. */
public final class SloObserver {
    /** A server that restarts is not worth a thousand statuses: so many rounds in a row have to fail. */
    private static final int FAILURES_THAT_COUNT = 3;

    /** Figures are looked at again this often also where nothing else has changed. */
    private static final Duration FIGURES_EVERY = Duration.ofMinutes(10);

    private final RuleFingerprints fingerprints = new RuleFingerprints();
    private final Map<ResourceName, Tracked> tracked = new ConcurrentHashMap<>();
    private final Map<ResourceName, Instant> figuresWritten = new ConcurrentHashMap<>();
    private final Map<ResourceName, Told> told = new ConcurrentHashMap<>();
    private final Map<ResourceName, Instant> measured = new ConcurrentHashMap<>();
    private final Set<ResourceName> awaiting = ConcurrentHashMap.newKeySet();
    private final BooleanSupplier channel;
    private final Consumer<ResourceName> wake;
    private final Instant started;
    private volatile Optional<Round> latest = Optional.empty();
    private int failures;

    private record Told(
            RuleEvidence evidence,
            Map<Map<String, String>, BigDecimal> budgets,
            Optional<List<FiringAlert>> alerts,
            Instant at) {
        boolean saysTheSameAs(Told other) {
            return evidence.equals(other.evidence) && budgets.equals(other.budgets) && alerts.equals(other.alerts);
        }

        boolean isDue(Instant now) {
            return !now.isBefore(at.plus(FIGURES_EVERY));
        }
    }

    /**
     * @param channel there is somebody to ask
     * @param wake called for each SLO of which there is something new
     * @param started when the operator did
     */
    public SloObserver(BooleanSupplier channel, Consumer<ResourceName> wake, Instant started) {
        this.channel = channel;
        this.wake = wake;
        this.started = started;
    }

    /** What is to be looked for of an SLO from now on. */
    public void track(Slo slo, List<HasMetadata> manifests) {
        tracked.put(slo.name(), Tracked.of(slo, manifests, fingerprints));
    }

    public void forget(ResourceName slo) {
        tracked.remove(slo);
        figuresWritten.remove(slo);
        told.remove(slo);
        measured.remove(slo);
        awaiting.remove(slo);
    }

    /** What the last round that counts said of an SLO. */
    public SloObservation observe(ResourceName slo) {
        if (!channel.getAsBoolean()) {
            return SloObservation.NONE;
        }
        Optional<Round> round = latest;
        Optional<Tracked> looked = Optional.ofNullable(tracked.get(slo));
        if (round.isEmpty() || looked.isEmpty()) {
            return new SloObservation(
                    new RuleEvidence.NotAsked(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    figuresWrittenAt(slo));
        }
        RuleEvidence evidence = round.get().evidence(slo, looked.get());
        return new SloObservation(
                evidence,
                round.get().measurements(slo, looked.get(), evidence),
                round.get().alerts(slo, looked.get()),
                Optional.ofNullable(round.get().missingCells().get(slo)),
                figuresWrittenAt(slo));
    }

    /** When a server last told what the indicator of the worst group was in the last five minutes. */
    public Optional<Instant> measuredAt(ResourceName slo) {
        return Optional.ofNullable(measured.get(slo));
    }

    /** @param pending something is expected of the SLO within minutes, so that it is worth asking sooner */
    public void awaiting(ResourceName slo, boolean pending) {
        if (pending) {
            awaiting.add(slo);
        } else {
            awaiting.remove(slo);
        }
    }

    boolean isAwaiting() {
        return !awaiting.isEmpty();
    }

    /** What was heard came from elsewhere. */
    void startOver() {
        latest = Optional.empty();
        failures = 0;
        told.clear();
        measured.clear();
    }

    /** Figures were put into the status just now. */
    public void figuresWritten(ResourceName slo, Instant now) {
        figuresWritten.put(slo, now);
    }

    /** Takes in a round, and wakes the SLOs of which it says something new. */
    void accept(Round round, Instant now) {
        fingerprints.nextRound();
        failures = round.rules() instanceof Answer.Unavailable ? failures + 1 : 0;
        if (failures > 0 && failures < FAILURES_THAT_COUNT) {
            return;
        }
        latest = Optional.of(round);
        tracked.forEach((slo, looked) -> {
            RuleEvidence evidence = round.evidence(slo, looked);
            Optional<List<Measurement>> measurements = round.measurements(slo, looked, evidence);
            if (isMeasured(measurements)) {
                measured.put(slo, now);
            }
            Told says = new Told(evidence, budgets(measurements), round.alerts(slo, looked), now);
            Told before = told.get(slo);
            if (before == null || before.isDue(now) || !before.saysTheSameAs(says)) {
                told.put(slo, says);
                wake.accept(slo);
            }
        });
    }

    /** Somebody has to say why the rules of an SLO are not there. */
    boolean lacksRules(Round round) {
        return tracked.entrySet().stream().anyMatch(slo -> round.lacks(slo.getKey(), slo.getValue()));
    }

    /** Lengths of windows that there are, in days. */
    SortedSet<Integer> windowDays() {
        return tracked.values().stream().map(Tracked::windowDays).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Latency SLOs whose rules are there and show nothing. */
    SortedMap<ResourceName, HistogramBuckets> dark(Round round) {
        SortedMap<ResourceName, HistogramBuckets> dark = new TreeMap<>();
        tracked.forEach((slo, looked) ->
                looked.buckets().filter(_ -> round.isDark(slo, looked)).ifPresent(buckets -> dark.put(slo, buckets)));
        return dark;
    }

    /** How to find out how often series are scraped, of SLOs whose rules are there. */
    NavigableMap<ResourceName, ScrapeProbe> probes(Round round) {
        NavigableMap<ResourceName, ScrapeProbe> probes = new TreeMap<>();
        tracked.forEach((slo, looked) ->
                looked.probe().filter(_ -> round.hasAll(slo, looked)).ifPresent(probe -> probes.put(slo, probe)));
        return probes;
    }

    RuleFingerprints fingerprints() {
        return fingerprints;
    }

    private Instant figuresWrittenAt(ResourceName slo) {
        return figuresWritten.getOrDefault(slo, started);
    }

    /** What is left of a budget is told for as long as the ledger is; how fast it burns only while there are series. */
    private static boolean isMeasured(Optional<List<Measurement>> measurements) {
        return measurements.orElse(List.of()).stream()
                .filter(measurement -> measurement.budgetRemaining().isPresent())
                .min(Comparator.comparing(
                        measurement -> measurement.budgetRemaining().orElseThrow()))
                .flatMap(Measurement::burnRate)
                .isPresent();
    }

    /** To a tenth of a point, so that no threshold is passed unnoticed; rounded down, as thresholds are lower bounds. */
    private static Map<Map<String, String>, BigDecimal> budgets(Optional<List<Measurement>> measurements) {
        Map<Map<String, String>, BigDecimal> budgets = new HashMap<>();
        measurements
                .orElse(List.of())
                .forEach(measured -> budgets.put(
                        measured.labels(),
                        measured.budgetRemaining().orElse(BigDecimal.ZERO).setScale(3, RoundingMode.FLOOR)));
        return budgets;
    }
}
