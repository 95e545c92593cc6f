package dev.signalbox.compile.retention;

import dev.signalbox.compile.pipeline.logs.LogLabels;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.retention.ServiceRetention;
import dev.signalbox.model.retention.StreamRule;
import dev.signalbox.promql.LabelMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules of Loki's streams for services: one for all of a namespace that ask for the same. A name alone would be touched in
 * other namespaces too.
 *
 * @param all the most important first
 * @param byService those that a service asked for
 */
record LokiRules(List<StreamRule> all, SortedMap<ResourceName, List<StreamRule>> byService) {
    /** Rules of the stack and of Loki's own configuration have others; the highest wins. */
    static final int PRIORITY = 10;

    static final int PRIORITY_OF_ERRORS = 20;

    private static final Comparator<StreamRule> ORDER = Comparator.comparingInt(StreamRule::priority)
            .reversed()
            .thenComparing(StreamRule::selector)
            .thenComparing(StreamRule::period);

    /** Services of a namespace that ask for the same. */
    private record Group(String namespace, Duration period) {
        static final Comparator<Group> ORDER =
                Comparator.comparing(Group::namespace).thenComparing(Group::period);
    }

    LokiRules {
        all = List.copyOf(all);
        byService = Collections.unmodifiableSortedMap(new TreeMap<>(byService));
    }

    /** @param withErrors whether streams are told apart by severity */
    static LokiRules of(Collection<TelemetryService> services, boolean withErrors) {
        List<StreamRule> all = new ArrayList<>();
        SortedMap<ResourceName, List<StreamRule>> byService = new TreeMap<>();
        groups(services, ServiceRetention::logs)
                .forEach((group, members) -> add(all, byService, members, rule(group, members, PRIORITY, List.of())));
        if (withErrors) {
            groups(services, ServiceRetention::errorLogs)
                    .forEach((group, members) ->
                            add(all, byService, members, rule(group, members, PRIORITY_OF_ERRORS, List.of(errors()))));
        }
        all.sort(ORDER);
        return new LokiRules(all, byService);
    }

    private static SortedMap<Group, List<TelemetryService>> groups(
            Collection<TelemetryService> services, Function<ServiceRetention, Optional<Duration>> asked) {
        SortedMap<Group, List<TelemetryService>> groups = new TreeMap<>(Group.ORDER);
        services.forEach(service -> asked.apply(service.retention()).ifPresent(period -> groups.computeIfAbsent(
                        new Group(service.key().namespace(), period), _ -> new ArrayList<>())
                .add(service)));
        return groups;
    }

    private static void add(
            List<StreamRule> all,
            Map<ResourceName, List<StreamRule>> byService,
            List<TelemetryService> members,
            StreamRule rule) {
        all.add(rule);
        members.forEach(service -> byService
                .computeIfAbsent(service.resource(), _ -> new ArrayList<>())
                .add(rule));
    }

    private static StreamRule rule(Group group, List<TelemetryService> members, int priority, List<LabelMatcher> also) {
        SortedSet<String> names =
                members.stream().map(TelemetryService::service).collect(Collectors.toCollection(TreeSet::new));
        LabelMatcher service = names.size() == 1
                ? LabelMatcher.equal(LogLabels.SERVICE, names.getFirst())
                : LabelMatcher.matches(
                        LogLabels.SERVICE, names.stream().map(LokiRules::quoted).collect(Collectors.joining("|")));
        String selector = Stream.concat(
                        Stream.of(LabelMatcher.equal(LogLabels.NAMESPACE, group.namespace()), service), also.stream())
                .map(LabelMatcher::toString)
                .collect(Collectors.joining(",", "{", "}"));
        return new StreamRule(selector, priority, group.period());
    }

    private static LabelMatcher errors() {
        return LabelMatcher.matches(LogLabels.LEVEL, String.join("|", LogLabels.ERRORS));
    }

    /** Names are of letters, digits, '-', '_' and '.'. */
    private static String quoted(String name) {
        return name.replace(".", "\\.");
    }
}
