package dev.signalbox.freeze;

import dev.signalbox.api.v1alpha1.Enforcement;
import dev.signalbox.api.v1alpha1.FreezeGate;
import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Rule;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gates as they are to be next. */
public final class Gates {
    private Gates() {}

    /**
     * Whether the gate is to be looked at: it is new, its terms have changed, or half of its time is over. Between that it stays
     * as it is, so that figures that move are no reason to write.
     *
     * @param holds how long a gate stays closed when nobody moves it on
     */
    public static boolean isDue(Optional<FreezeGateSpec> before, Closure closure, Instant now, Duration holds) {
        return before.filter(gate -> hasTerms(gate, closure) && !isDue(gate, now, holds))
                .isEmpty();
    }

    private static boolean isDue(FreezeGateSpec gate, Instant now, Duration holds) {
        return !Instant.parse(gate.until()).isAfter(now.plus(holds.dividedBy(2)));
    }

    private static boolean hasTerms(FreezeGateSpec gate, Closure closure) {
        return gate.policy().equals(closure.policy())
                && gate.enforcement() == enforcement(closure)
                && gate.overrideAnnotation().equals(closure.terms().overrideAnnotation())
                && gate.exemptUsers().equals(closure.terms().exemptUsers());
    }

    /**
     * The gate of a service; nothing: it is open. It is moved on only while the indicator is measured.
     *
     * @param before the gate as it is
     * @param live workloads of the service
     * @param holds how long it stays closed when nobody moves it on
     */
    public static Optional<FreezeGateSpec> next(
            Optional<FreezeGateSpec> before,
            Closure closure,
            Collection<LiveWorkload> live,
            Instant now,
            Duration holds) {
        Instant until = until(before, closure.fresh(), now, holds);
        if (!until.isAfter(now)) {
            return Optional.empty();
        }
        List<FreezeGateSpec.Workload> workloads =
                KnownRevisions.of(before.map(FreezeGateSpec::workloads).orElse(List.of()), live);
        if (workloads.isEmpty()) {
            return Optional.empty();
        }
        String since = before.map(FreezeGateSpec::since).orElseGet(() -> text(now));
        BigDecimal remaining = whole(closure.remaining());
        return Optional.of(new FreezeGateSpec(
                closure.policy(),
                enforcement(closure),
                closure.service().name(),
                closure.slo(),
                remaining,
                since,
                text(until),
                message(closure, remaining, since),
                closure.terms().overrideAnnotation(),
                closure.terms().exemptUsers(),
                workloads));
    }

    private static Instant until(Optional<FreezeGateSpec> before, boolean fresh, Instant now, Duration holds) {
        Optional<Instant> until = before.map(gate -> Instant.parse(gate.until()));
        return fresh && before.filter(gate -> !isDue(gate, now, holds)).isEmpty()
                ? now.plus(holds)
                : until.orElse(Instant.MIN);
    }

    /** In the same words as every other rule of a policy. */
    private static String message(Closure closure, BigDecimal remaining, String since) {
        return new Violation(
                        "spec.template.spec",
                        "must be one that ran before the error budget of SLO %s was exhausted (%s %% is left, since %s), was another"
                                .formatted(closure.slo(), remaining.toPlainString(), since),
                        "roll back with kubectl rollout undo, or write why it can't wait into the annotation %s"
                                .formatted(closure.terms().overrideAnnotation()))
                .from(Rule.FREEZE.of(closure.policy()))
                .toString();
    }

    private static Enforcement enforcement(Closure closure) {
        return Enforcement.valueOf(closure.terms().enforcement().name());
    }

    private static BigDecimal whole(BigDecimal percent) {
        return percent.setScale(0, RoundingMode.HALF_UP);
    }

    /** Of one form with the times in managedFields, with which it is compared as text. */
    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** As an object of the service's namespace. */
    public static FreezeGate manifest(ResourceName service, FreezeGateSpec gate) {
        FreezeGate manifest = new FreezeGate();
        manifest.setMetadata(new ObjectMetaBuilder()
                .withName(service.name() + "." + gate.policy())
                .withNamespace(service.namespace())
                .withLabels(OutputLabels.ofPolicy(gate.policy()))
                .build());
        manifest.setSpec(gate);
        return manifest;
    }
}
