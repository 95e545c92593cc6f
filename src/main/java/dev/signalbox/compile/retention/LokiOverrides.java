package dev.signalbox.compile.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.pipeline.logs.LogLabels;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.facts.LokiDefaults.LevelLabel;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.LogRetention;
import dev.signalbox.model.retention.LogRetention.LogLimits;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.model.retention.StreamRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Loki is told of a tenant. Only fields that every version since 3.0 has: one that a version doesn't know makes it
 * refuse the whole file, for all tenants.
 *
 * @param file where
 * @param tenant whom; Loki without tenants has one too, with a name of its own
 * @param period of what no rule matches
 * @param rules all, those of Loki's own configuration among them, as a tenant's list replaces it
 * @param byService rules that a service asked for
 * @param level what may be done about the severity as a label
 * @param errors services that want their errors kept for a time of their own
 * @param limits of what Loki takes
 * @see <a href="https://grafana.com/docs/loki/latest/operations/storage/retention/">Log retention</a>
 */
public record LokiOverrides(
        RuntimeFile file,
        String tenant,
        Optional<Duration> period,
        List<StreamRule> rules,
        SortedMap<ResourceName, List<StreamRule>> byService,
        LevelLabel level,
        SortedSet<ResourceName> errors,
        LogLimits limits) {
    /** Who sends where Loki runs without tenants. */
    public static final String NO_TENANT = "fake";

    /** The most that one file may have, in bytes; an object may have 1 MiB, with its labels and managed fields. */
    public static final int LARGEST_BYTES = 900 * 1024;

    static final String CONFIG_MAP = "signalbox-loki-overrides";
    static final String KEY = "overrides.yaml";

    public LokiOverrides {
        rules = List.copyOf(rules);
        byService = Collections.unmodifiableSortedMap(new TreeMap<>(byService));
        errors = Collections.unmodifiableSortedSet(new TreeSet<>(errors));
    }

    /** What there is to tell; nothing where there is no Loki, or nobody asks and no file is named. */
    static Optional<LokiOverrides> of(
            TelemetryStack stack, Collection<TelemetryService> services, LokiDefaults defaults) {
        LogRetention asked = stack.retention().logs();
        boolean isWanted = asked.file().isPresent()
                || asked.asks()
                || services.stream().anyMatch(service -> service.retention().asksLoki());
        return stack.backends().logs().filter(_ -> isWanted).map(loki -> of(stack, loki, services, defaults));
    }

    private static LokiOverrides of(
            TelemetryStack stack, Endpoint loki, Collection<TelemetryService> services, LokiDefaults defaults) {
        LogRetention asked = stack.retention().logs();
        LokiRules own = LokiRules.of(services, defaults.level() != LevelLabel.IS_MISSING);
        boolean tells = !own.all().isEmpty() || !asked.rules().isEmpty();
        return new LokiOverrides(
                asked.file()
                        .orElseGet(
                                () -> new RuntimeFile(stack.namespace(), CONFIG_MAP, KEY, RuntimeFile.Owner.SIGNALBOX)),
                loki.tenant().orElse(NO_TENANT),
                asked.period(),
                tells
                        ? Stream.of(own.all(), asked.rules(), defaults.rules())
                                .flatMap(List::stream)
                                .distinct()
                                .toList()
                        : List.of(),
                own.byService(),
                defaults.level(),
                services.stream()
                        .filter(service -> service.retention().errorLogs().isPresent())
                        .map(TelemetryService::resource)
                        .collect(Collectors.toCollection(TreeSet::new)),
                asked.limits());
    }

    /** Whether the severity is made a label. */
    public boolean makesLevel() {
        return level == LevelLabel.CAN_BE_MADE && !errors.isEmpty();
    }

    /** Whether the severity is no label, and can't be made one. */
    public boolean lacksLevel() {
        return level == LevelLabel.IS_MISSING;
    }

    /** Our own file. */
    public String text() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode overrides = root.putObject("overrides");
        JsonNode tree = tree();
        if (!tree.isEmpty()) {
            overrides.set(tenant, tree);
        }
        return ManifestYaml.print(root);
    }

    /** Whether no ConfigMap holds it. */
    public boolean isTooLarge() {
        return text().getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES;
    }

    /** What is said of the tenant; only fields that are told. */
    public ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        period.ifPresent(keep -> tree.put("retention_period", PrometheusDuration.print(keep)));
        rules.forEach(rule -> tree.withArray("retention_stream")
                .addObject()
                .put("selector", rule.selector())
                .put("priority", rule.priority())
                .put("period", PrometheusDuration.print(rule.period())));
        if (makesLevel()) {
            tree.withObject("/otlp_config/resource_attributes")
                    .withArray("attributes_config")
                    .addObject()
                    .put("action", "index_label")
                    .putArray("attributes")
                    .add(LogLabels.LEVEL);
        }
        limits.perSecond().ifPresent(megabytes -> tree.put("ingestion_rate_mb", megabytes));
        limits.burst().ifPresent(megabytes -> tree.put("ingestion_burst_size_mb", megabytes));
        limits.perSecondOfStream().ifPresent(megabytes -> tree.put("per_stream_rate_limit", megabytes + "MB"));
        limits.burstOfStream().ifPresent(megabytes -> tree.put("per_stream_rate_limit_burst", megabytes + "MB"));
        limits.streams().ifPresent(streams -> tree.put("max_global_streams_per_user", streams));
        return tree;
    }
}
