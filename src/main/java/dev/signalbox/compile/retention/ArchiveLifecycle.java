package dev.signalbox.compile.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.model.pipeline.Backends.Bucket;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.StackRetention.ArchiveTiers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When archived objects go to cheaper classes and when they are deleted: a lifecycle configuration of S3. Rules are for
 * prefixes of archived services alone, never for the whole bucket, in which Loki may have its index.
 *
 * <p>Of two rules for one object S3 takes the shorter expiration; so no rule covers a prefix of another.
 *
 * @param rules by prefix
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle rules</a>
 */
public record ArchiveLifecycle(List<Rule> rules) {
    /** S3 takes no more. */
    public static final int MOST_RULES = 1_000;

    public static final String CONFIG_MAP = "signalbox-archive-lifecycle";

    /** Name of the document, beside manifests and in the ConfigMap. */
    public static final String FILE = "archive-lifecycle.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ID = 255;
    private static final String WARM = "STANDARD_IA";
    private static final String COLD = "GLACIER_IR";

    public ArchiveLifecycle {
        rules = List.copyOf(rules);
    }

    /**
     * What becomes of objects.
     *
     * @param prefix of their keys, with the slash at its end
     * @param warm when they go to a class for what is rarely read
     * @param cold when they go to one for what is hardly ever read
     * @param expire when they are deleted
     */
    public record Rule(String prefix, Optional<Duration> warm, Optional<Duration> cold, Optional<Duration> expire) {}

    /** What there is to say; nothing where nothing is archived. */
    static Optional<ArchiveLifecycle> of(TelemetryStack stack, Collection<TelemetryService> services) {
        ArchiveTiers tiers = stack.retention().archive();
        return stack.backends().archive().flatMap(bucket -> {
            List<Rule> rules = services.stream()
                    .filter(ArchiveLifecycle::archives)
                    .collect(Collectors.groupingBy(
                            service -> service.key().namespace(), TreeMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .flatMap(namespace -> rules(bucket, namespace.getKey(), namespace.getValue(), tiers))
                    .toList();
            return rules.isEmpty() ? Optional.empty() : Optional.of(new ArchiveLifecycle(rules));
        });
    }

    /** Whether it has objects in the archive, or may have had. */
    static boolean archives(TelemetryService service) {
        return service.retention().archive().isPresent()
                || service.logs().routes().stream().anyMatch(route -> route.destination() == Destination.ARCHIVE);
    }

    /** One for a namespace whose services want the same, where only our objects can begin with its name. */
    private static Stream<Rule> rules(
            Bucket bucket, String namespace, List<TelemetryService> services, ArchiveTiers tiers) {
        List<Rule> each = services.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .map(service -> rule(
                        prefix(bucket, service.key().toString()),
                        tiers,
                        service.retention().archive().or(tiers::expireAfter)))
                .toList();
        boolean equal = each.stream().map(Rule::expire).distinct().count() == 1;
        return equal && each.size() > 1 && !bucket.prefix().isEmpty()
                ? Stream.of(
                        rule(prefix(bucket, namespace), tiers, each.getFirst().expire()))
                : each.stream();
    }

    /** What is deleted before goes nowhere else. */
    private static Rule rule(String prefix, ArchiveTiers tiers, Optional<Duration> expire) {
        return new Rule(
                prefix,
                tiers.warmAfter().filter(after -> isBefore(after, expire)),
                tiers.coldAfter().filter(after -> isBefore(after, expire)),
                expire);
    }

    private static boolean isBefore(Duration after, Optional<Duration> expire) {
        return expire.filter(end -> end.compareTo(after) <= 0).isEmpty();
    }

    private static String prefix(Bucket bucket, String rest) {
        return bucket.prefix().isEmpty() ? rest + "/" : bucket.prefix() + "/" + rest + "/";
    }

    public boolean hasTooManyRules() {
        return rules.size() > MOST_RULES;
    }

    /** The document, as {@code aws s3api put-bucket-lifecycle-configuration} takes it. */
    public String text() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode list = root.putArray("Rules");
        rules.forEach(rule -> write(rule, list.addObject()));
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(lines)
                                    .withArrayIndenter(lines))
                            .writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is JSON", impossible);
        }
    }

    private static void write(Rule rule, ObjectNode tree) {
        String id = "signalbox/" + rule.prefix();
        tree.put("ID", id.substring(0, Math.min(id.length(), LONGEST_ID)));
        tree.put("Status", "Enabled");
        tree.putObject("Filter").put("Prefix", rule.prefix());
        if (rule.warm().isPresent() || rule.cold().isPresent()) {
            ArrayNode transitions = tree.putArray("Transitions");
            rule.warm().ifPresent(after -> transition(after, WARM, transitions));
            rule.cold().ifPresent(after -> transition(after, COLD, transitions));
        }
        rule.expire().ifPresent(after -> tree.putObject("Expiration").put("Days", after.toDays()));
    }

    private static void transition(Duration after, String storageClass, ArrayNode transitions) {
        transitions.addObject().put("Days", after.toDays()).put("StorageClass", storageClass);
    }
}
