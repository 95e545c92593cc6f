package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.processor.Filter.Drop;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Matches;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells items in which there may be a secret from those in which there is none, by looking once at all that an item says,
 * in small letters, for what every secret has in it. To look for the secrets themselves in each place costs twenty times
 * as much, so only suspects are masked. What can't be looked at is suspect.
 *
 * @param signs of secrets; at least one
 * @param linksDropped whether spans lose their links: nothing can look into them
 */
record Suspicion(List<Regex> signs, boolean linksDropped) {
    /** Attribute of suspects, until they are masked. */
    static final String MARK = "signalbox.suspect";

    /** Where case is ignored this is an s, and it has no capital to lose. */
    private static final Regex LONG_S = new Regex("\\x{17F}");

    /** Of some secrets, all of which have signs. */
    static Suspicion of(List<Secret> secrets, boolean linksDropped) {
        return new Suspicion(
                Stream.concat(secrets.stream().flatMap(secret -> secret.signs().stream()), Stream.of(LONG_S))
                        .distinct()
                        .toList(),
                linksDropped);
    }

    /** Marks suspects. */
    Transform marking() {
        return new Transform(ErrorMode.SILENT, marking(Signal.TRACES), marking(Signal.METRICS), marking(Signal.LOGS));
    }

    /** Lets suspects through and nothing else. */
    static Filter suspects() {
        return dropping(false);
    }

    /** Lets through what is no suspect. */
    static Filter others() {
        return dropping(true);
    }

    private static Filter dropping(boolean suspects) {
        return new Filter(
                ErrorMode.SILENT,
                dropping(OttlContext.SPAN, suspects),
                dropping(OttlContext.DATAPOINT, suspects),
                dropping(OttlContext.LOG, suspects));
    }

    private static List<Drop> dropping(OttlContext context, boolean suspects) {
        Condition suspect = Condition.present(Path.attribute(context, MARK));
        return List.of(new Drop(ConditionList.of(context, suspects ? suspect : Condition.not(suspect))));
    }

    private List<Group> marking(Signal signal) {
        return Place.of(signal).stream().map(this::marking).toList();
    }

    private Group marking(Place place) {
        Path said = place.cache("said");
        List<Condition> any = new ArrayList<>(inherited(place.context()));
        any.add(Condition.not(Condition.present(said)));
        signs.forEach(sign -> any.add(new Matches(said, sign)));
        return Group.of(
                place.context(),
                Stream.of(
                                place.context() == OttlContext.SPAN && linksDropped
                                        ? Stream.of(StackMasking.withoutLinks())
                                        : Stream.<Statement>of(),
                                Stream.of(
                                        new Edit.Set(said, new Converter.LowerCase(said(place))).always(),
                                        new Edit.Set(marked(place), new Value.Truth(true))
                                                .where(new Condition.Or(any))))
                        .flatMap(part -> part)
                        .toArray(Statement[]::new));
    }

    /** All of an item that is text or has text in it. */
    private static Value said(Place place) {
        Stream<Path> more =
                switch (place.context()) {
                    case SPAN -> Stream.of(Path.of(OttlContext.SPAN, PathField.TRACE_STATE));
                    case LOG -> Stream.of(Path.of(OttlContext.LOG, PathField.BODY));
                    case RESOURCE, SCOPE, SPANEVENT, METRIC, DATAPOINT -> Stream.of();
                };
        return new Converter.Concat(
                Stream.of(Stream.of(place.mapPath()), place.textPaths(), more)
                        .flatMap(part -> part)
                        .<Value>map(path -> path)
                        .toList(),
                "\n");
    }

    /** Events go where their span goes. */
    private static Path marked(Place place) {
        return place.context() == OttlContext.SPANEVENT
                ? Path.attribute(OttlContext.SPAN, MARK)
                : place.mapPath().at(MARK);
    }

    /** What an item is of is masked with it, and what can't be read is. */
    private static List<Condition> inherited(OttlContext context) {
        Condition ofResource = Condition.present(Path.attribute(OttlContext.RESOURCE, MARK));
        Condition ofScope = Condition.present(Path.attribute(OttlContext.SCOPE, MARK));
        return switch (context) {
            case SPAN -> List.of(ofResource, ofScope);
            case LOG -> List.of(ofResource, ofScope, StackMasking.UNREADABLE_BODY);
            case DATAPOINT ->
                List.of(
                        ofResource,
                        ofScope,
                        Condition.present(
                                Path.of(OttlContext.METRIC, PathField.METADATA).at(MARK)));
            case RESOURCE, SCOPE, SPANEVENT, METRIC -> List.of();
        };
    }
}
