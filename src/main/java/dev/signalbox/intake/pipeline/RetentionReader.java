package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.Archive;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.Lifecycle;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.StackLogs;
import dev.signalbox.api.v1alpha1.StackMetrics;
import dev.signalbox.api.v1alpha1.StackTraces;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.retention.LogRetention;
import dev.signalbox.model.retention.LogRetention.LogLimits;
import dev.signalbox.model.retention.ServiceRetention;
import dev.signalbox.model.retention.StackRetention;
import dev.signalbox.model.retention.StackRetention.ArchiveTiers;
import dev.signalbox.model.retention.StackRetention.MetricRetention;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.model.retention.StackRetention.Server;
import dev.signalbox.model.retention.StreamRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how long telemetry is to be kept. What a server would refuse must not get as far as that. */
final class RetentionReader {
    private static final int USUAL_PRIORITY = 1;
    private static final int LARGEST_LIMIT = 1_000_000;
    private static final int MOST_STREAMS = 100_000_000;

    private RetentionReader() {}

    static ServiceRetention service(ServiceObservabilitySpec.Retention written, Findings findings) {
        if (written == null) {
            return ServiceRetention.NONE;
        }
        String path = "spec.retention.";
        return new ServiceRetention(
                RetentionPeriods.ofLoki(path + "logs", written.logs(), findings),
                RetentionPeriods.ofLoki(path + "errorLogs", written.errorLogs(), findings),
                RetentionPeriods.wholeDays(path + "archive", written.archive(), findings),
                DurationFields.positive(path + "traces", written.traces(), findings));
    }

    static StackRetention stack(ObservabilityStackSpec spec, Findings findings) {
        return new StackRetention(
                Optional.ofNullable(spec.logs())
                        .map(logs -> logs(logs, findings))
                        .orElse(LogRetention.DEFAULT),
                Optional.ofNullable(spec.traces()).map(StackTraces::overrides).map(RetentionReader::file),
                Optional.ofNullable(spec.metrics())
                        .map(metrics -> metrics(metrics, findings))
                        .orElse(MetricRetention.NONE),
                Optional.ofNullable(spec.archive())
                        .map(Archive::lifecycle)
                        .map(lifecycle -> tiers(lifecycle, findings))
                        .orElse(ArchiveTiers.DEFAULT));
    }

    private static LogRetention logs(StackLogs written, Findings findings) {
        Optional<StackLogs.Retention> retention = Optional.ofNullable(written.retention());
        return new LogRetention(
                Optional.ofNullable(written.runtimeConfig()).map(RetentionReader::file),
                retention.flatMap(
                        asked -> RetentionPeriods.ofLoki("spec.logs.retention.period", asked.period(), findings)),
                rules(retention.map(StackLogs.Retention::streams).orElse(List.of()), findings),
                Optional.ofNullable(written.limits())
                        .map(limits -> limits(limits, findings))
                        .orElse(LogLimits.NONE));
    }

    private static RuntimeFile file(StackLogs.RuntimeConfig written) {
        return new RuntimeFile(
                written.namespace(),
                written.configMap(),
                Optional.ofNullable(written.key()).orElse("overrides.yaml"),
                written.owner() == StackLogs.Owner.OTHER ? RuntimeFile.Owner.OTHER : RuntimeFile.Owner.SIGNALBOX);
    }

    private static RuntimeFile file(StackTraces.Overrides written) {
        return new RuntimeFile(
                written.namespace(),
                written.configMap(),
                Optional.ofNullable(written.key()).orElse("overrides.yaml"),
                RuntimeFile.Owner.SIGNALBOX);
    }

    private static List<StreamRule> rules(List<StackLogs.Stream> written, Findings findings) {
        List<StreamRule> rules = new ArrayList<>();
        List<StackLogs.Stream> given = ListItems.given(written);
        for (int i = 0; i < given.size(); i++) {
            String path = "spec.logs.retention.streams[%d].".formatted(i);
            StackLogs.Stream stream = given.get(i);
            Optional<String> selector = StreamSelectors.read(path + "selector", stream.selector(), findings);
            Optional<Duration> period = RetentionPeriods.ofLoki(
                    path + "period", Optional.ofNullable(stream.period()).orElse(""), findings);
            int priority = Optional.ofNullable(stream.priority()).orElse(USUAL_PRIORITY);
            selector.ifPresent(text -> period.ifPresent(keep -> rules.add(new StreamRule(text, priority, keep))));
        }
        return rules;
    }

    private static LogLimits limits(StackLogs.Limits written, Findings findings) {
        String path = "spec.logs.limits.";
        return new LogLimits(
                megabytes(path + "megabytesPerSecond", written.megabytesPerSecond(), findings),
                megabytes(path + "burstMegabytes", written.burstMegabytes(), findings),
                megabytes(path + "streamMegabytesPerSecond", written.streamMegabytesPerSecond(), findings),
                megabytes(path + "streamBurstMegabytes", written.streamBurstMegabytes(), findings),
                NumberFields.within(1, MOST_STREAMS, path + "streams", written.streams(), findings));
    }

    private static Optional<Integer> megabytes(String path, Integer written, Findings findings) {
        return NumberFields.within(1, LARGEST_LIMIT, path, written, findings);
    }

    private static MetricRetention metrics(StackMetrics written, Findings findings) {
        Optional<StackMetrics.Retention> retention = Optional.ofNullable(written.retention());
        String path = "spec.metrics.retention.";
        return new MetricRetention(
                switch (written.type()) {
                    case null -> Server.PROMETHEUS;
                    case PROMETHEUS -> Server.PROMETHEUS;
                    case VICTORIA_METRICS -> Server.VICTORIA_METRICS;
                    case MIMIR -> Server.MIMIR;
                    case THANOS -> Server.THANOS;
                },
                retention.flatMap(asked -> DurationFields.positive(path + "raw", asked.raw(), findings)),
                retention.flatMap(
                        asked -> DurationFields.positive(path + "downsampled5m", asked.downsampled5m(), findings)),
                retention.flatMap(
                        asked -> DurationFields.positive(path + "downsampled1h", asked.downsampled1h(), findings)));
    }

    private static ArchiveTiers tiers(Lifecycle written, Findings findings) {
        String path = "spec.archive.lifecycle.";
        Optional<Duration> warm = RetentionPeriods.daysOrNever(
                path + "warmAfter", written.warmAfter(), ArchiveTiers.DEFAULT.warmAfter(), findings);
        Optional<Duration> cold = RetentionPeriods.daysOrNever(
                path + "coldAfter", written.coldAfter(), ArchiveTiers.DEFAULT.coldAfter(), findings);
        warm.ifPresent(first -> findings.require(
                first.compareTo(RetentionPeriods.LEAST_TO_WARM) >= 0,
                path + "warmAfter",
                "must be at least 30d, because S3 takes no younger objects to that class; was \"%s\""
                        .formatted(written.warmAfter()),
                "write 30d, or 0d for never"));
        if (warm.isPresent() && cold.isPresent()) {
            findings.require(
                    cold.get().compareTo(warm.get()) > 0,
                    path + "coldAfter",
                    "must be longer than warmAfter, was \"%s\"".formatted(written.coldAfter()),
                    "write e.g. 90d, or 0d for never");
        }
        return new ArchiveTiers(
                warm, cold, RetentionPeriods.wholeDays(path + "expireAfter", written.expireAfter(), findings));
    }
}
