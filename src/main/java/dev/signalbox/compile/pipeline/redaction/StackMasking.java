package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.IsOf;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Condition.Type;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * What surrounds the {@code redaction} processor, which looks at values only, of attributes and bodies: statements before it
 * mask what it does not look at, statements after it mask keys within bodies and take away what it says of its work.
 *
 * @param masking of secrets of the stack
 */
record StackMasking(Masking masking) {
    /** What the processor says of its work, which senders could say too, and what led here. */
    private static final Regex SUMMARY = new Regex("^(?:redaction\\.|signalbox\\.suspect$)");

    private static final List<String> COUNTS = List.of("redaction.masked.count", "redaction.body.masked.count");
    private static final Path BODY = Path.of(OttlContext.LOG, PathField.BODY);

    /** A body of bytes can't be searched. */
    static final Condition UNREADABLE_BODY = Condition.and(
            Condition.present(BODY),
            Condition.not(new Condition.Or(Stream.of(Type.values())
                    .<Condition>map(type -> new IsOf(BODY, type))
                    .toList())));

    Transform before() {
        return new Transform(ErrorMode.SILENT, before(Signal.TRACES), before(Signal.METRICS), before(Signal.LOGS));
    }

    Transform after() {
        return new Transform(ErrorMode.SILENT, after(Signal.TRACES), after(Signal.METRICS), after(Signal.LOGS));
    }

    private List<Group> before(Signal signal) {
        return Place.of(signal).stream().map(this::before).toList();
    }

    private Group before(Place place) {
        Path map = place.mapPath();
        Stream<Statement> prepared = Stream.of(
                new Edit.DeleteMatchingKeys(map, SUMMARY).always(),
                new Edit.Flatten(map).where(Nesting.nestedAndEscaped(map)));
        Stream<Statement> masked = Stream.of(
                        masking.keys(map), masking.texts(map), place.textPaths().flatMap(masking::text))
                .flatMap(part -> part);
        return group(
                place.context(),
                Stream.concat(
                        prepared,
                        switch (place.context()) {
                            case RESOURCE -> KnownService.kept(masked);
                            case SPAN -> Stream.concat(masked, Stream.of(withoutState(masking)));
                            case LOG -> ofRecord(masked);
                            case METRIC ->
                                Stream.concat(
                                        masked,
                                        Stream.of(new Edit.KeepKeys(map, List.of()).where(masking.foundIn(map))));
                            case SCOPE, SPANEVENT, DATAPOINT -> masked;
                        }));
    }

    /** A state in which there is a secret is none. */
    static Statement withoutState(Masking masking) {
        Path state = Path.of(OttlContext.SPAN, PathField.TRACE_STATE);
        return new Edit.Set(state, Value.text("")).where(masking.foundIn(state));
    }

    /** A span loses its links: nothing can look into them. */
    static Statement withoutLinks() {
        Path links = Path.of(OttlContext.SPAN, PathField.LINKS);
        // Setting the links to themselves removes them: the collector empties them before it copies what is left of
        // them.
        return new Edit.Set(links, links)
                .where(new Comparison(new Converter.Length(links), Operator.GREATER, new Value.Whole(0)));
    }

    private Stream<Statement> ofRecord(Stream<Statement> masked) {
        return Stream.of(
                        RecordMark.before(),
                        Stream.of(new Edit.Set(BODY, Value.text(Secret.MASK)).where(UNREADABLE_BODY)),
                        masked,
                        masking.anyText(BODY),
                        masking.keys(BODY, new IsOf(BODY, Type.MAP)),
                        RecordMark.after())
                .flatMap(part -> part);
    }

    private List<Group> after(Signal signal) {
        return Place.of(signal).stream()
                .filter(place -> place.map() == PathField.ATTRIBUTES)
                .map(place -> group(
                        place.context(),
                        Stream.concat(
                                place.context() == OttlContext.LOG ? remainderOfRecord() : Stream.of(),
                                Stream.of(new Edit.DeleteMatchingKeys(place.mapPath(), SUMMARY).always()))))
                .toList();
    }

    /** Keys of maps within a body: then it becomes the text that it is as JSON. */
    private Stream<Statement> remainderOfRecord() {
        Path found = Path.of(OttlContext.LOG, PathField.CACHE).at("found");
        Condition isFound = new Comparison(found, Operator.EQUAL, new Value.Truth(true));
        Condition isNested = Condition.or(new IsOf(BODY, Type.MAP), new IsOf(BODY, Type.LIST));
        return Stream.of(
                        Stream.of(
                                new Edit.Set(found, new Value.Truth(true))
                                        .where(Condition.and(isNested, masking.foundIn(BODY))),
                                new Edit.Set(BODY, new Converter.AsString(BODY)).where(isFound)),
                        masking.secrets().stream()
                                .map(secret ->
                                        new Edit.ReplacePattern(BODY, secret.regex(), secret.mask()).where(isFound)),
                        Stream.of(RecordMark.mark(new Condition.Or(Stream.concat(
                                        COUNTS.stream()
                                                .map(count -> Path.attribute(OttlContext.LOG, count))
                                                .map(Condition::present),
                                        Stream.of(isFound))
                                .toList()))))
                .flatMap(part -> part);
    }

    private static Group group(OttlContext context, Stream<Statement> statements) {
        return Group.of(context, statements.toArray(Statement[]::new));
    }
}
