package dev.signalbox.backend.loki;

import dev.signalbox.backend.http.YamlAnswer;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.retention.LogRetention.LogLimits;
import dev.signalbox.model.retention.LokiSettings;
import dev.signalbox.model.retention.StreamRule;
import dev.signalbox.model.retention.TenantLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Loki's YAML means. What is not there, or has another form, is not known. */
final class LokiAnswers {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMGT]?B)?");
    private static final Map<String, Long> UNITS =
            Map.of("KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);
    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,9})(\\.0*)?");
    private static final String INDEXED = "index_label";

    private LokiAnswers() {}

    static TenantLimits limits(YamlAnswer tree) {
        return new TenantLimits(
                tree.text("retention_period").flatMap(PrometheusDuration::parse),
                tree.items("retention_stream").map(LokiAnswers::rule).toList(),
                new LogLimits(
                        tree.text("ingestion_rate_mb").flatMap(LokiAnswers::whole),
                        tree.text("ingestion_burst_size_mb").flatMap(LokiAnswers::whole),
                        tree.text("per_stream_rate_limit").flatMap(LokiAnswers::megabytes),
                        tree.text("per_stream_rate_limit_burst").flatMap(LokiAnswers::megabytes),
                        tree.text("max_global_streams_per_user").flatMap(LokiAnswers::whole)),
                labels(tree.at("otlp_config")));
    }

    static LokiSettings configuration(YamlAnswer tree) {
        YamlAnswer runtime = tree.at("runtime_config");
        return new LokiSettings(
                tree.isTrue("auth_enabled"),
                tree.at("compactor").isTrue("retention_enabled"),
                runtime.text("file").filter(files -> !files.isBlank()).isPresent()
                        || runtime.texts("file").findAny().isPresent(),
                limits(tree.at("limits_config")));
    }

    private static StreamRule rule(YamlAnswer rule) {
        return new StreamRule(
                rule.text("selector").orElse(""),
                rule.text("priority").flatMap(LokiAnswers::whole).orElse(0),
                rule.text("period").flatMap(PrometheusDuration::parse).orElse(Duration.ZERO));
    }

    private static TenantLimits.Labels labels(YamlAnswer otlp) {
        YamlAnswer resource = otlp.at("resource_attributes");
        Set<String> attributes = resource.items("attributes_config")
                .filter(one -> one.text("action").filter(INDEXED::equals).isPresent())
                .flatMap(one -> one.texts("attributes"))
                .collect(Collectors.toSet());
        boolean usual = !resource.isTrue("ignore_defaults")
                && resource.items("attributes_config").count() <= 1
                && resource.items("attributes_config")
                        .allMatch(one ->
                                one.text("action").filter(INDEXED::equals).isPresent()
                                        && one.text("regex")
                                                .filter(regex -> !regex.isEmpty())
                                                .isEmpty())
                && otlp.items("scope_attributes").findAny().isEmpty()
                && otlp.items("log_attributes").findAny().isEmpty()
                && !otlp.isTrue("severity_text_as_label");
        return new TenantLimits.Labels(attributes, usual);
    }

    private static Optional<Integer> whole(String text) {
        Matcher form = WHOLE.matcher(text);
        return form.matches() ? Optional.of(Integer.valueOf(form.group(1))) : Optional.empty();
    }

    private static Optional<Integer> megabytes(String text) {
        Matcher form = SIZE.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(form.group(1)) * UNITS.getOrDefault(String.valueOf(form.group(2)), 1L);
        long megabytes = bytes >> 20;
        return bytes == megabytes << 20 && megabytes <= Integer.MAX_VALUE
                ? Optional.of((int) megabytes)
                : Optional.empty();
    }
}
