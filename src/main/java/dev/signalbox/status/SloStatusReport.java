package dev.signalbox.status;

import static dev.signalbox.status.Verdict.Type.DATA_AVAILABLE;
import static dev.signalbox.status.Verdict.Type.READY;
import static dev.signalbox.status.Verdict.Type.WINDOW_MIXED;

import dev.signalbox.api.v1alpha1.Evidence;
import dev.signalbox.api.v1alpha1.SloStatus;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The status of an SLO, from what it was and what is known. */
public final class SloStatusReport {
    /** Figures alone are a reason to write only this often. */
    static final Duration FIGURES_EVERY = Duration.ofMinutes(10);

    private static final Comparator<FiringAlert> PAGES_FIRST = Comparator.comparing(FiringAlert::severity)
            .thenComparing(FiringAlert::since)
            .thenComparing(FiringAlert::name)
            .thenComparing(alert -> alert.labels().toString());

    private static final Set<String> NO_DATA_SO_FAR = Set.of(Reason.NEVER_SEEN.text(), Reason.NO_SUCH_BUCKET.text());

    private final Subject subject;
    private final SloObservation observation;
    private final Optional<SloStatus> previous;
    private final Instant now;

    private SloStatusReport(Subject subject, SloObservation observation, Optional<SloStatus> previous, Instant now) {
        this.subject = subject;
        this.observation = observation;
        this.previous = previous;
        this.now = now;
    }

    /**
     * The new status; equal to the previous one when there is nothing new to say.
     *
     * @param deployments of the service
     * @param boards what became of its dashboard
     */
    public static SloStatus next(
            Optional<SloStatus> previous,
            Subject subject,
            SloObservation observation,
            Collection<WorkloadChange> deployments,
            Boards boards,
            Instant now) {
        SloStatus next = new SloStatusReport(subject, observation, previous, now).status(boards);
        return next.precededBy(
                Preceding.of(previous.orElse(NOTHING), next, deployments, now).orElse(null));
    }

    /** Whether something is expected to change by itself within minutes. */
    public static boolean isPending(SloStatus status) {
        return Conditions.find(conditions(Optional.of(status)), READY)
                .filter(ReadyVerdict::isPending)
                .isPresent();
    }

    private SloStatus status(Boards boards) {
        List<Verdict> verdicts = new ArrayList<>(SloDeliveryVerdicts.of(subject, observation.rules(), previous, now));
        Optional<BudgetFigures> figures = figures();
        data(figures).ifPresent(data -> {
            verdicts.add(data);
            if (data.reason().equals(Reason.DATA_VANISHED.text())) {
                verdicts.replaceAll(verdict -> verdict.type() == READY && verdict.truth() == Verdict.Truth.TRUE
                        ? Verdict.no(READY, Reason.DATA_VANISHED, data.message())
                        : verdict);
            }
        });
        SloStatus before = previous.orElse(NOTHING);
        SloStatus.Indicator indicator = indicator(Optional.ofNullable(before.indicator()));
        mixture(indicator).ifPresent(verdicts::add);
        BoardVerdicts.of(boards).ifPresent(verdicts::add);
        ComplianceVerdict.of(subject.guarded(), conditions(previous)).ifPresent(verdicts::add);
        Optional<Told> told = figures.map(this::told);
        return new SloStatus(
                subject.generation(),
                Conditions.of(verdicts, conditions(previous), subject.generation(), now),
                told.map(Told::state).orElseGet(() -> stateUntold(before)),
                subject.service().orElse(before.service()),
                observation.rules() instanceof RuleEvidence.NoChannel ? Evidence.NONE : Evidence.PROMETHEUS,
                subject.slo().map(SloStatusReport::accounting).orElse(before.accounting()),
                told.map(Told::groups).orElse(before.groups()),
                told.map(Told::omitted).orElse(before.groupsOmitted()),
                observation.alerts().isPresent() ? alerts(observation.alerts().get()) : before.alerts(),
                observation
                        .missingCellsPercent()
                        .map(percent -> percent.setScale(1, RoundingMode.HALF_UP))
                        .map(SloStatusReport::plain)
                        .orElse(before.missingCellsPercent()),
                indicator,
                null);
    }

    /** As it was; an SLO of which a server could tell and has told nothing so far has no data. */
    private SloStatus.State stateUntold(SloStatus before) {
        boolean expected = subject.delivery() instanceof Delivery.Delivered
                && !(observation.rules() instanceof RuleEvidence.NoChannel);
        return before.state() == null && expected ? SloStatus.State.NO_DATA : before.state();
    }

    private static final SloStatus NOTHING =
            new SloStatus(null, null, null, null, null, null, null, null, null, null, null, null);

    private static List<Condition> conditions(Optional<SloStatus> status) {
        return status.map(SloStatus::conditions).orElse(List.of());
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    // WindowMixed

    /** What is not accepted changes nothing: the rules are those of before. */
    private SloStatus.Indicator indicator(Optional<SloStatus.Indicator> before) {
        if (!(subject.delivery() instanceof Delivery.Delivered)) {
            return before.orElse(null);
        }
        return before.map(known -> known.hash().equals(subject.indicatorHash())
                        ? known
                        : new SloStatus.Indicator(
                                subject.indicatorHash(),
                                now.truncatedTo(ChronoUnit.SECONDS).toString()))
                .orElseGet(() -> new SloStatus.Indicator(subject.indicatorHash(), null));
    }

    private Optional<Verdict> mixture(SloStatus.Indicator indicator) {
        return Optional.ofNullable(indicator)
                .map(SloStatus.Indicator::changedAt)
                .flatMap(changed ->
                        subject.slo().map(slo -> Instant.parse(changed).plus(slo.window())))
                .filter(now::isBefore)
                .map(until -> Verdict.yes(
                        WINDOW_MIXED,
                        Reason.INDICATOR_CHANGED,
                        "spec.sli was another until %s: up to %s the window holds what both counted"
                                .formatted(indicator.changedAt(), until)));
    }

    private static SloStatus.Accounting accounting(Slo slo) {
        return switch (slo.indicator().accounting()) {
            case EVENTS -> SloStatus.Accounting.EVENTS;
            case TIME_SLICES -> SloStatus.Accounting.TIME_SLICES;
            case AVERAGE -> SloStatus.Accounting.AVERAGE;
        };
    }

    // DataAvailable, state, groups

    private Optional<BudgetFigures> figures() {
        return observation.measurements().flatMap(measurements -> subject.slo()
                .map(slo -> BudgetFigures.of(
                        measurements,
                        slo.budgetPolicy(),
                        previous.map(SloStatus::groups).orElse(List.of()))));
    }

    private Optional<Verdict> data(Optional<BudgetFigures> figures) {
        if (observation.rules() instanceof RuleEvidence.NoSuchBucket missing) {
            return Optional.of(Verdict.no(DATA_AVAILABLE, Reason.NO_SUCH_BUCKET, missing.message()));
        }
        Optional<Condition> before = Conditions.find(conditions(previous), DATA_AVAILABLE);
        if (figures.isEmpty()) {
            return before.map(condition ->
                    new Verdict(DATA_AVAILABLE, truth(condition), condition.getReason(), condition.getMessage()));
        }
        if (figures.get().state() != SloStatus.State.NO_DATA) {
            return Optional.of(Verdict.yes(DATA_AVAILABLE, Reason.DATA_RETURNED, "the indicator returns data"));
        }
        if (before.filter(condition -> !NO_DATA_SO_FAR.contains(condition.getReason()))
                .isPresent()) {
            return Optional.of(Verdict.no(
                    DATA_AVAILABLE, Reason.DATA_VANISHED, "the indicator returned data, and returns none any more"));
        }
        return Optional.of(Verdict.no(
                DATA_AVAILABLE,
                Reason.NEVER_SEEN,
                "the indicator has not returned any data; the series that it names may not exist yet"));
    }

    private static Verdict.Truth truth(Condition condition) {
        return Verdict.Truth.TRUE.text().equals(condition.getStatus()) ? Verdict.Truth.TRUE : Verdict.Truth.FALSE;
    }

    /** Nothing, rather than an empty list, while all is quiet. */
    private static List<SloStatus.Alert> alerts(List<FiringAlert> firing) {
        List<SloStatus.Alert> alerts = firing.stream()
                .sorted(PAGES_FIRST)
                .limit(BudgetFigures.SHOWN)
                .map(alert -> new SloStatus.Alert(
                        alert.name(),
                        alert.severity(),
                        alert.labels(),
                        alert.since().truncatedTo(ChronoUnit.SECONDS).toString()))
                .toList();
        return alerts.isEmpty() ? null : alerts;
    }

    private record Told(SloStatus.State state, List<SloStatus.Group> groups, Integer omitted) {}

    /** The figures as they were, where nothing but figures changed and it is not time yet. */
    private Told told(BudgetFigures figures) {
        List<SloStatus.Group> before = previous.map(SloStatus::groups).orElse(List.of());
        boolean early = now.isBefore(observation.figuresWrittenAt().plus(FIGURES_EVERY));
        return new Told(
                figures.state(),
                early && figures.sameStates(before) ? before : figures.groups(),
                figures.omitted() == 0 ? null : Integer.valueOf(figures.omitted()));
    }
}
