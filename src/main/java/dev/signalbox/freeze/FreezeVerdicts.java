package dev.signalbox.freeze;

import dev.signalbox.api.v1alpha1.Enforcement;
import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an SLO that says {@code Freeze} tells of its service's gate. */
public final class FreezeVerdicts {
    private FreezeVerdicts() {}

    /**
     * @param closure why the gate is to be closed; nothing: it is not
     * @param gate as it is
     */
    public static Verdict of(Budget budget, Optional<Closure> closure, Optional<FreezeGateSpec> gate) {
        String slo = budget.slo().name();
        return gate.filter(_ ->
                        closure.filter(why -> why.exhausted().contains(slo)).isPresent())
                .map(FreezeVerdicts::closed)
                .orElseGet(() -> open(whyOpen(budget, closure)));
    }

    /** @param why for people */
    public static Verdict open(String why) {
        return Verdict.no(Verdict.Type.FROZEN, Reason.FREEZE_OPENED, why);
    }

    private static String whyOpen(Budget budget, Optional<Closure> closure) {
        return switch (budget.state()) {
            case LEFT -> "the error budget is not exhausted";
            case UNKNOWN -> "nobody knows how much of the error budget is left";
            case EXHAUSTED ->
                closure.map(why -> why.fresh()
                                ? "the service selects pods of no Deployment, StatefulSet or Rollout that could be read"
                                : "the indicator is not measured any more")
                        .orElse("no ObservabilityPolicy with freeze is for the service");
        };
    }

    private static Verdict closed(FreezeGateSpec gate) {
        long byImages = KnownRevisions.byImages(gate.workloads());
        String message = "other pods for %s are %s since %s, as policy %s says; "
                .formatted(names(gate.workloads()), become(gate.enforcement()), gate.since(), gate.policy());
        String passes = "what they ran before passes, and so does what has the annotation " + gate.overrideAnnotation();
        String unsure =
                byImages == 0 ? "" : "; %d of the known revisions are known by their images alone".formatted(byImages);
        return Verdict.yes(Verdict.Type.FROZEN, Reason.FREEZE_CLOSED, message + passes + unsure);
    }

    private static String become(Enforcement enforcement) {
        return switch (enforcement) {
            case AUDIT -> "reported";
            case WARN -> "warned about";
            case DENY -> "refused";
        };
    }

    private static String names(List<FreezeGateSpec.Workload> workloads) {
        return workloads.stream()
                .map(workload -> workload.kind() + " " + workload.name())
                .collect(Collectors.joining(", "));
    }
}
