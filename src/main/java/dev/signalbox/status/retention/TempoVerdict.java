package dev.signalbox.status.retention;

import static dev.signalbox.status.Verdict.Type.RETENTION_APPLIED;

import dev.signalbox.compile.retention.TempoOverrides;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.util.Optional;

/** Whether Tempo keeps traces as long as was asked for. */
public final class TempoVerdict {
    /** What Tempo goes by when it is told nothing. */
    private static final Duration USUAL = Duration.ofDays(14);

    private TempoVerdict() {}

    /**
     * What there is to say.
     *
     * @param state of the file that it reads
     * @param awaited whether it may still be about to read it
     */
    public static Verdict of(TempoOverrides wanted, TempoEvidence evidence, FileState state, boolean awaited) {
        return switch (evidence) {
            case TempoEvidence.Nobody(String why) -> Verdict.unknown(RETENTION_APPLIED, Reason.NOT_OBSERVED, why);
            case TempoEvidence.Closed(String why) ->
                Verdict.unknown(RETENTION_APPLIED, Reason.BACKEND_UNREACHABLE, why);
            case TempoEvidence.Told told -> {
                Duration kept = told.limits().effective(told.compactor().orElse(USUAL));
                yield kept.equals(wanted.period())
                        ? Verdict.yes(
                                RETENTION_APPLIED,
                                Reason.RETENTION_APPLIED,
                                "Tempo keeps traces for %s, the longest that a service asks for".formatted(text(kept)))
                        : differs(wanted, kept, state, awaited);
            }
        };
    }

    private static Verdict differs(TempoOverrides wanted, Duration kept, FileState state, boolean awaited) {
        String keeps = "Tempo keeps all traces of tenant \"%s\" for %s, and %s is asked for; "
                .formatted(wanted.tenant(), text(kept), text(wanted.period()));
        Optional<RuntimeFile> file = wanted.file();
        if (file.isEmpty()) {
            return Verdict.no(
                    RETENTION_APPLIED, Reason.NOT_SUPPORTED, keeps + "write spec.traces.overrides for another time");
        }
        if (wanted.defaults().isEmpty()) {
            return Verdict.no(
                    RETENTION_APPLIED,
                    Reason.NOT_SUPPORTED,
                    keeps
                            + "its defaults have to be repeated for a tenant of which something is said, and have something that it masks; give block_retention yourself");
        }
        return switch (state) {
            case FileState.Contended(String message) -> Verdict.no(RETENTION_APPLIED, Reason.CONTENDED, message);
            case FileState.Refused(String message) -> Verdict.no(RETENTION_APPLIED, Reason.REFUSED, message);
            case FileState.Written _
            when awaited ->
                Verdict.unknown(
                        RETENTION_APPLIED,
                        Reason.AWAITING_RELOAD,
                        "ConfigMap %s is written; Tempo has not read it yet"
                                .formatted(file.get().name()));
            case FileState.Written _ ->
                Verdict.no(
                        RETENTION_APPLIED,
                        Reason.RETENTION_NOT_APPLIED,
                        keeps
                                + "mount ConfigMap %s and name its file %s in overrides.per_tenant_override_config"
                                        .formatted(file.get().name(), file.get().key()));
        };
    }

    private static String text(Duration duration) {
        return PrometheusDuration.print(duration);
    }
}
