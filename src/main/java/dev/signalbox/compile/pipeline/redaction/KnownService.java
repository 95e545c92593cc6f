package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Whose telemetry it is must outlive every mask: agents wrote it, no sender did. */
final class KnownService {
    /** What agents write of a service. */
    static final List<String> NAMES = List.of(
            TelemetryAttributes.SERVICE,
            OwnMasking.WISH_NAME,
            TelemetryAttributes.TEAM,
            TelemetryAttributes.SERVICE_NAME,
            TelemetryAttributes.SERVICE_NAMESPACE,
            TelemetryAttributes.ENVIRONMENT);

    private KnownService() {}

    /** Statements on a resource that leave it as it is. */
    static Stream<Statement> kept(Stream<Statement> masking) {
        return Stream.of(
                        NAMES.stream().map(name -> new Edit.Set(cached(name), attribute(name))
                                .where(ServiceCondition.known())),
                        masking,
                        NAMES.stream().map(name -> new Edit.Set(attribute(name), cached(name)).always()))
                .flatMap(part -> part);
    }

    private static Path attribute(String name) {
        return Path.attribute(OttlContext.RESOURCE, name);
    }

    private static Path cached(String name) {
        return Path.of(OttlContext.RESOURCE, PathField.CACHE).at(name);
    }
}
