package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.collector.ConditionList;
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
import dev.signalbox.compile.pipeline.ottl.Replacement;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.model.pipeline.ServiceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Masks what single services want masked, and only in theirs. The {@code redaction} processor knows no conditions, so
 * statements do its work too: what is nested is taken apart where a secret is in it, and where one is left that no text
 * holds (a number), all attributes become one masked text.
 *
 * @param services which want the same masked, by what that is; in the order in which they are written
 */
record OwnMasking(Map<List<Secret>, List<ServiceKey>> services) {
    /** Attribute that all others of an item become where a number had to be masked. */
    private static final String AS_TEXT = "masked";

    /** Which wish holds for a resource; names of services are looked through once for it. */
    static final String WISH_NAME = "signalbox.redaction";

    private static final Path WISH = Path.attribute(OttlContext.RESOURCE, WISH_NAME);
    private static final Regex OURS = new Regex("^(signalbox|k8s)\\.");
    private static final Regex ESCAPES = new Regex("\\\\(?:[^u]|u[0-9a-fA-F]{4})");
    private static final Path BODY = Path.of(OttlContext.LOG, PathField.BODY);

    Transform transform() {
        return new Transform(ErrorMode.SILENT, groups(Signal.TRACES), groups(Signal.METRICS), groups(Signal.LOGS));
    }

    private List<Group> groups(Signal signal) {
        List<Group> groups = new ArrayList<>();
        groups.add(Group.of(
                OttlContext.RESOURCE,
                services.values().stream()
                        .map(same -> new Edit.Set(WISH, Value.text(nameOf(same))).where(ServiceCondition.anyOf(same)))
                        .toArray(Statement[]::new)));
        services.forEach((secrets, same) -> Place.of(signal)
                .forEach(place -> groups.add(new Group(
                        place.context(),
                        ConditionList.of(place.context(), Condition.equal(WISH, nameOf(same))),
                        statements(place, new Masking(secrets)).toList()))));
        groups.add(Group.of(
                OttlContext.RESOURCE, new Edit.DeleteKey(Path.attributes(OttlContext.RESOURCE), WISH_NAME).always()));
        return groups;
    }

    /** The first of them: it is in no other wish, and stays when others come and go. */
    private static String nameOf(List<ServiceKey> same) {
        return same.getFirst().toString();
    }

    private static Stream<Statement> statements(Place place, Masking masking) {
        Path map = place.mapPath();
        Stream<Statement> prepared = Stream.of(new Edit.Flatten(map).where(mustBeTakenApart(map, masking)));
        Stream<Statement> common =
                Stream.concat(map(place, masking), place.textPaths().flatMap(masking::text));
        return Stream.concat(
                prepared,
                switch (place.context()) {
                    case RESOURCE -> KnownService.kept(common);
                    case SPAN ->
                        Stream.concat(
                                common, Stream.of(StackMasking.withoutState(masking), StackMasking.withoutLinks()));
                    case LOG ->
                        Stream.of(RecordMark.before(), common, body(masking), RecordMark.after())
                                .flatMap(part -> part);
                    case SCOPE, SPANEVENT, METRIC, DATAPOINT -> common;
                });
    }

    private static Stream<Statement> map(Place place, Masking masking) {
        Path map = place.mapPath();
        Path text = place.cache("text");
        return Stream.of(
                        masking.keys(map),
                        masking.texts(map),
                        Stream.of(new Edit.Set(text, new Converter.AsString(map)).where(masking.foundIn(map))),
                        masking.anyText(text),
                        Stream.of(
                                new Edit.KeepMatchingKeys(map, OURS).where(Condition.present(text)),
                                new Edit.Set(map.at(AS_TEXT), text).always()))
                .flatMap(part -> part);
    }

    private static Stream<Statement> body(Masking masking) {
        Path list = Path.of(OttlContext.LOG, PathField.CACHE).at("list");
        Condition isMap = new IsOf(BODY, Type.MAP);
        Condition isList = new IsOf(BODY, Type.LIST);
        Condition wasList = new Comparison(list, Operator.EQUAL, new Value.Truth(true));
        Edit asText = new Edit.Set(BODY, new Converter.AsString(BODY));
        return Stream.of(
                        Stream.of(
                                new Edit.Flatten(BODY).where(Condition.and(isMap, mustBeTakenApart(BODY, masking))),
                                new Edit.Set(list, new Value.Truth(true))
                                        .where(Condition.and(
                                                isList, Condition.or(Nesting.escaped(BODY), masking.foundIn(BODY)))),
                                asText.where(wasList),
                                new Edit.ReplacePattern(BODY, ESCAPES, Replacement.literal(" ")).where(wasList)),
                        masking.keys(BODY, isMap),
                        masking.texts(BODY, isMap),
                        Stream.of(asText.where(
                                Condition.and(Condition.not(new IsOf(BODY, Type.STRING)), masking.foundIn(BODY)))),
                        masking.anyText(BODY))
                .flatMap(part -> part);
    }

    private static Condition mustBeTakenApart(Path map, Masking masking) {
        return Condition.or(Nesting.nestedAndEscaped(map), Condition.and(Nesting.nested(map), masking.foundIn(map)));
    }
}
