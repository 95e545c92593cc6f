package dev.signalbox.status.retention;

import static dev.signalbox.status.Verdict.Type.RETENTION_APPLIED;

import dev.signalbox.compile.pipeline.logs.LogLabels;
import dev.signalbox.compile.retention.LokiOverrides;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.retention.LogRetention.LogLimits;
import dev.signalbox.model.retention.LokiSettings;
import dev.signalbox.model.retention.StreamRule;
import dev.signalbox.model.retention.TenantLimits;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether Loki goes by what it was told.
 *
 * @param wanted what it was told
 * @param evidence what it says
 * @param file what became of the file that it reads
 * @param awaited whether it may still be about to read it
 */
public record LokiVerdicts(LokiOverrides wanted, LokiEvidence evidence, FileState file, boolean awaited) {

    /** Of everything that it was told. */
    public Verdict overall() {
        return switch (evidence) {
            case LokiEvidence.Closed(String why) -> Verdict.unknown(RETENTION_APPLIED, Reason.BACKEND_UNREACHABLE, why);
            case LokiEvidence.Told told ->
                undeleted(told)
                        .or(() -> isShown(told.tenant()) ? Optional.empty() : Optional.of(notShown(told)))
                        .or(() -> unlabelled(told.tenant()))
                        .orElseGet(this::shown);
        };
    }

    /** Of what each service asked for. */
    public SortedMap<ResourceName, Verdict> services() {
        SortedMap<ResourceName, Verdict> verdicts = new TreeMap<>();
        TreeSet<ResourceName> asking = new TreeSet<>(wanted.byService().keySet());
        asking.addAll(wanted.errors());
        asking.forEach(service -> verdicts.put(service, of(service)));
        return verdicts;
    }

    private Verdict of(ResourceName service) {
        return switch (evidence) {
            case LokiEvidence.Closed _ -> overall();
            case LokiEvidence.Told told -> {
                List<StreamRule> rules = wanted.byService().getOrDefault(service, List.of());
                boolean shown = told.tenant().rules().containsAll(rules);
                yield undeleted(told)
                        .or(() -> shown ? Optional.empty() : Optional.of(notShown(told)))
                        .or(() -> unlabelled(told.tenant()))
                        .or(() -> unlevelled(service, told))
                        .orElseGet(this::shown);
            }
        };
    }

    private Optional<Verdict> undeleted(LokiEvidence.Told told) {
        return told.settings()
                .filter(settings -> !settings.retention())
                .map(_ -> Verdict.no(
                        RETENTION_APPLIED,
                        Reason.COMPACTOR_REQUIRED,
                        "Loki deletes nothing, because its compactor runs without retention; set retention_enabled: true and"
                                + " delete_request_store under compactor in its configuration"));
    }

    private boolean isShown(TenantLimits shown) {
        return shown.rules().containsAll(wanted.rules())
                && wanted.period().stream()
                        .allMatch(period -> shown.period().stream().allMatch(period::equals))
                && areShown(shown.limits());
    }

    /** Limits that Loki does not publish are taken to hold. */
    private boolean areShown(LogLimits shown) {
        return Stream.<Function<LogLimits, Optional<Integer>>>of(
                        LogLimits::perSecond,
                        LogLimits::burst,
                        LogLimits::perSecondOfStream,
                        LogLimits::burstOfStream,
                        LogLimits::streams)
                .allMatch(limit -> limit.apply(wanted.limits()).stream()
                        .allMatch(asked -> limit.apply(shown).stream().allMatch(asked::equals)));
    }

    private Optional<Verdict> unlabelled(TenantLimits shown) {
        return Optional.of(shown.labels().attributes())
                .filter(labels -> !labels.isEmpty()
                        && !labels.containsAll(LogLabels.NEEDED)
                        && !wanted.byService().isEmpty())
                .map(_ -> Verdict.no(
                        RETENTION_APPLIED,
                        Reason.RETENTION_NOT_APPLIED,
                        "Loki makes no labels of %s, so that no rule matches a service's streams; add them to otlp_config in its limits_config"
                                .formatted(String.join(" and ", new TreeSet<>(LogLabels.NEEDED)))));
    }

    private Optional<Verdict> unlevelled(ResourceName service, LokiEvidence.Told told) {
        boolean labelled = told.tenant().labels().attributes().contains(LogLabels.LEVEL);
        if (labelled || !wanted.errors().contains(service)) {
            return Optional.empty();
        }
        return Optional.of(
                wanted.lacksLevel()
                        ? Verdict.no(
                                RETENTION_APPLIED,
                                Reason.NOT_SUPPORTED,
                                "errorLogs needs the label level, and Loki's configuration has an otlp_config of its own, which is left alone; add {action: index_label, attributes: [level]} to its resource_attributes")
                        : notShown(told));
    }

    private Verdict notShown(LokiEvidence.Told told) {
        return switch (file) {
            case FileState.Contended(String message) -> Verdict.no(RETENTION_APPLIED, Reason.CONTENDED, message);
            case FileState.Refused(String message) -> Verdict.no(RETENTION_APPLIED, Reason.REFUSED, message);
            case FileState.Written _ -> unread(told);
        };
    }

    private Verdict unread(LokiEvidence.Told told) {
        if (told.tenant().period().isEmpty()) {
            return Verdict.unknown(
                    RETENTION_APPLIED,
                    Reason.NOT_OBSERVED,
                    "Loki does not tell retention_period; add it, retention_stream and otlp_config to limits.tenant-limits-allow-publish");
        }
        Optional<LokiSettings> settings = told.settings();
        boolean named = !wanted.tenant().equals(LokiOverrides.NO_TENANT);
        if (settings.filter(LokiSettings::tenants).isPresent() && !named) {
            return notApplied(
                    "Loki runs with tenants (auth_enabled), and the stack names none; write spec.logs.tenant");
        }
        if (settings.filter(all -> !all.tenants()).isPresent() && named) {
            return notApplied(
                    "Loki runs without tenants (auth_enabled: false), so nothing that is said of \"%s\" counts; leave spec.logs.tenant out"
                            .formatted(wanted.tenant()));
        }
        if (settings.filter(all -> !all.runtimeFiles()).isPresent()) {
            return notApplied(
                    "Loki reads no runtime file; mount ConfigMap %s and start Loki with -runtime-config.file=<directory>/%s"
                            .formatted(wanted.file().name(), wanted.file().key()));
        }
        if (told.reloaded().filter(read -> !read).isPresent()) {
            return notApplied(
                    "Loki can't read one of its runtime files and goes by what it read before, for all tenants; its log says which");
        }
        return awaited
                ? Verdict.unknown(
                        RETENTION_APPLIED,
                        Reason.AWAITING_RELOAD,
                        "ConfigMap %s is written; Loki has not read it yet"
                                .formatted(wanted.file().name()))
                : notApplied(
                        "Loki does not show it for tenant \"%s\"; mount ConfigMap %s and name its file %s in -runtime-config.file, as the last one"
                                .formatted(
                                        wanted.tenant(),
                                        wanted.file().name(),
                                        wanted.file().key()));
    }

    private Verdict shown() {
        return Verdict.yes(
                RETENTION_APPLIED,
                Reason.RETENTION_APPLIED,
                "Loki shows it for tenant \"%s\"".formatted(wanted.tenant()));
    }

    private static Verdict notApplied(String message) {
        return Verdict.no(RETENTION_APPLIED, Reason.RETENTION_NOT_APPLIED, message);
    }
}
