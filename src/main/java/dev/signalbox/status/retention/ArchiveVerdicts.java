package dev.signalbox.status.retention;

import static dev.signalbox.status.Verdict.Type.RETENTION_APPLIED;

import dev.signalbox.compile.retention.ArchiveLifecycle;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** What there is to say of archived logs; a bucket can't be asked. */
public final class ArchiveVerdicts {
    private ArchiveVerdicts() {}

    /** Of services that ask for a time. */
    public static SortedMap<ResourceName, Verdict> of(RetentionPlan plan, Collection<TelemetryService> services) {
        SortedMap<ResourceName, Verdict> verdicts = new TreeMap<>();
        services.stream()
                .filter(service -> service.retention().archive().isPresent())
                .forEach(service -> verdicts.put(service.resource(), verdict(plan)));
        return verdicts;
    }

    private static Verdict verdict(RetentionPlan plan) {
        return plan.archive()
                .map(archive -> archive.lifecycle().hasTooManyRules()
                        ? Verdict.no(
                                RETENTION_APPLIED,
                                Reason.TOO_LARGE,
                                "archive: a bucket takes %d rules, and there would be %d, so the document stays as it was; let services of a namespace ask for equal times, or write spec.archive.s3.prefix"
                                        .formatted(
                                                ArchiveLifecycle.MOST_RULES,
                                                archive.lifecycle().rules().size()))
                        : Verdict.yes(
                                RETENTION_APPLIED,
                                Reason.APPLIED,
                                "archive: it is in %s of ConfigMap %s/%s; whether the bucket has it can't be asked"
                                        .formatted(
                                                ArchiveLifecycle.FILE,
                                                archive.namespace(),
                                                ArchiveLifecycle.CONFIG_MAP)))
                .orElseGet(() -> Verdict.no(
                        RETENTION_APPLIED,
                        Reason.NOT_SUPPORTED,
                        "archive: the stack has none; write spec.archive there"));
    }
}
