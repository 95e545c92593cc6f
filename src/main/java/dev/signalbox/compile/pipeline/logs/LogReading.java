package dev.signalbox.compile.pipeline.logs;

import static dev.signalbox.compile.pipeline.logs.RecordField.BODY;
import static dev.signalbox.compile.pipeline.logs.RecordField.READ;

import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.IsOf;
import dev.signalbox.compile.pipeline.ottl.Condition.Matches;
import dev.signalbox.compile.pipeline.ottl.Condition.Type;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads records and decides what becomes of each. A line stays as it was written: what is read of it serves to tell its
 * severity, its span, and where it goes.
 */
final class LogReading {
    private static final Regex JSON_OBJECT = new Regex("^\\s*\\{");

    /** Whether the runtime has split a line; the receiver has joined its parts. */
    private static final String CONTAINER_FLAG = "logtag";

    private static final String POD_UID = "k8s.pod.uid";

    private LogReading() {}

    /**
     * The processor.
     *
     * @param archived whether there is an archive
     */
    static Transform of(SortedMap<ServiceKey, TelemetryService> services, boolean archived) {
        List<Statement> statements = Stream.of(
                        json(services),
                        SeverityReading.statements(),
                        TraceReading.statements(),
                        healthChecks(services),
                        LogRouting.of(services, archived).statements())
                .flatMap(part -> part)
                .toList();
        return Transform.logs(ErrorMode.SILENT, Group.of(OttlContext.LOG, statements.toArray(Statement[]::new)));
    }

    /**
     * For what was read from files, before {@link #of}: the rest of a line that was longer than is read at once is no line
     * of a container, so nobody knows whose it is.
     */
    static Transform ofFiles() {
        return Transform.logs(
                ErrorMode.SILENT,
                Group.of(
                        OttlContext.LOG,
                        new Edit.DeleteKey(Path.attributes(OttlContext.LOG), CONTAINER_FLAG).always(),
                        LogFate.OVERLONG.when(
                                Condition.not(Condition.present(Path.attribute(OttlContext.RESOURCE, POD_UID))))));
    }

    private static Stream<Statement> json(SortedMap<ServiceKey, TelemetryService> services) {
        Condition looksLikeIt = Condition.and(new IsOf(BODY, Type.STRING), new Matches(BODY, JSON_OBJECT));
        List<ServiceKey> texts = those(services, logs -> logs.format() == LogCollection.Format.TEXT);
        Condition wanted = texts.isEmpty()
                ? looksLikeIt
                : Condition.and(looksLikeIt, Condition.not(ServiceCondition.anyOf(texts)));
        return Stream.of(
                new Edit.Set(READ, new Converter.ParseJson(BODY)).where(wanted),
                new Edit.Set(READ, BODY).where(new IsOf(BODY, Type.MAP)));
    }

    private static Stream<Statement> healthChecks(SortedMap<ServiceKey, TelemetryService> services) {
        List<ServiceKey> dropping = those(services, LogCollection::dropHealthChecks);
        if (dropping.isEmpty()) {
            return Stream.of();
        }
        // All names are looked through once for a record, and are in the configuration once.
        Path asked = RecordField.found("checks");
        Condition theirs = Condition.present(asked);
        return Stream.of(
                        Stream.of(new Edit.Set(asked, new Value.Truth(true)).where(ServiceCondition.anyOf(dropping))),
                        HealthChecks.reading(theirs),
                        Stream.of(LogFate.HEALTH_CHECK.when(theirs, HealthChecks.recognised())))
                .flatMap(part -> part);
    }

    private static List<ServiceKey> those(
            SortedMap<ServiceKey, TelemetryService> services, Predicate<LogCollection> wanted) {
        return services.entrySet().stream()
                .filter(service -> wanted.test(service.getValue().logs()))
                .map(service -> service.getKey())
                .toList();
    }
}
