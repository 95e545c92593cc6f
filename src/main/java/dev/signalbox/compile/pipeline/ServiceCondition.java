package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.model.pipeline.ServiceKey;
import java.util.Collection;
import java.util.List;

/** Whose telemetry something is, by the one key that no sender can write. */
public final class ServiceCondition {
    private static final Path SERVICE = Path.attribute(OttlContext.RESOURCE, TelemetryAttributes.SERVICE);

    private ServiceCondition() {}

    /** It is one of these services'; at least one. A configuration grows by no more than their names. */
    public static Condition anyOf(Collection<ServiceKey> services) {
        List<String> names =
                services.stream().sorted().distinct().map(ServiceKey::toString).toList();
        return names.size() == 1
                ? Condition.equal(SERVICE, names.getFirst())
                : new Condition.Matches(SERVICE, Regex.oneOf(names));
    }

    /** It is any service's. */
    public static Condition known() {
        return Condition.present(SERVICE);
    }
}
