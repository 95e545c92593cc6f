package dev.signalbox.compile.pipeline.logs;

import static dev.signalbox.compile.pipeline.logs.RecordField.READ;
import static dev.signalbox.compile.pipeline.logs.RecordField.SEVERITY_NUMBER;

import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.model.pipeline.LogCollection.AttributeValue;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.LogCollection.Match;
import dev.signalbox.model.pipeline.LogCollection.Route;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Sends records where their service wants them; statements grow with different routings, not with services. */
final class LogRouting {
    /** Name of the service's routing, so that all names of services are looked through once for a record. */
    private static final Path ROUTING = RecordField.found("routing");

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** Random numbers are of so many hexadecimal digits. */
    private static final int RANDOM_DIGITS = 8;

    private static final BigDecimal RANDOM_RANGE = BigDecimal.valueOf(1L << (4 * RANDOM_DIGITS));

    private final Map<List<Route>, List<ServiceKey>> routings = new LinkedHashMap<>();
    private final boolean archived;

    private LogRouting(boolean archived) {
        this.archived = archived;
    }

    /**
     * The routing of services.
     *
     * @param archived whether there is an archive; without one, what should go there stays hot rather than be lost
     */
    static LogRouting of(SortedMap<ServiceKey, TelemetryService> services, boolean archived) {
        LogRouting routing = new LogRouting(archived);
        services.forEach((key, service) -> {
            List<Route> routes = service.logs().routes();
            if (!routes.isEmpty()) {
                routing.routings.computeIfAbsent(routes, _ -> new ArrayList<>()).add(key);
            }
        });
        return routing;
    }

    Stream<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        routings.forEach((routes, services) -> statements.addAll(of(routes, services)));
        statements.add(LogFate.HOT.when());
        return statements.stream();
    }

    private List<Statement> of(List<Route> routes, List<ServiceKey> services) {
        // Names that are in no other routing name it well enough, and stay when others come and go.
        String name = services.getFirst().toString();
        Condition ours = Condition.equal(ROUTING, name);
        List<Statement> statements = new ArrayList<>();
        statements.add(new Edit.Set(ROUTING, Value.text(name)).where(ServiceCondition.anyOf(services)));
        routes.forEach(route -> statements.addAll(of(route, ours)));
        return statements;
    }

    private List<Statement> of(Route route, Condition ours) {
        Condition matched = Condition.and(ours, matches(route.match()));
        LogFate fate = fate(route.destination());
        if (fate != LogFate.HOT || route.keepPercent().compareTo(ALL) >= 0) {
            return List.of(fate.when(matched));
        }
        return List.of(fate.when(matched, drawn(route.keepPercent())), LogFate.SAMPLED_OUT.when(matched));
    }

    private LogFate fate(Destination destination) {
        return switch (destination) {
            case HOT -> LogFate.HOT;
            case ARCHIVE -> archived ? LogFate.ARCHIVE : LogFate.HOT;
            case DROP -> LogFate.DROP;
        };
    }

    private static Condition matches(Match match) {
        return new Condition.And(Stream.concat(
                        match.attribute().map(LogRouting::has).stream(),
                        match
                                .severityAtMost()
                                .map(severity -> Condition.and(
                                        new Comparison(
                                                SEVERITY_NUMBER,
                                                Operator.NOT_EQUAL,
                                                Symbol.SEVERITY_NUMBER_UNSPECIFIED),
                                        new Comparison(
                                                SEVERITY_NUMBER,
                                                Operator.AT_MOST,
                                                new Value.Whole(severity.highestNumber()))))
                                .stream())
                .toList());
    }

    /** The record's own attribute, or a field of its JSON; numbers and booleans are compared as text. */
    private static Condition has(AttributeValue attribute) {
        return Condition.or(
                Condition.equal(new Converter.AsString(RecordField.attribute(attribute.name())), attribute.value()),
                Condition.equal(new Converter.AsString(READ.at(attribute.name())), attribute.value()));
    }

    /** Holds for so many of a hundred records, by chance, each for itself. */
    private static Condition drawn(BigDecimal percent) {
        long below = percent.multiply(RANDOM_RANGE)
                .divide(ALL, 0, RoundingMode.HALF_UP)
                .longValueExact();
        Value random =
                new Converter.ParseInt(new Converter.Substring(new Converter.RandomUuid(), 0, RANDOM_DIGITS), 16);
        return new Comparison(random, Operator.LESS, new Value.Whole(below));
    }
}
