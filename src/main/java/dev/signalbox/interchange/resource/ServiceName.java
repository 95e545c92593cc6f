package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import java.util.List;
import java.util.Optional;

/** The service of an objective whose project knows no services. */
public final class ServiceName {
    /** A label of Pyrra's own kind. */
    public static final String OF_PYRRA = "pyrra.dev/service";

    private static final List<String> OBJECT_LABELS = List.of(OF_PYRRA, "service", "app.kubernetes.io/name", "app");

    /** Labels of series, the surest first. */
    private static final List<String> SERIES_LABELS =
            List.of("service_name", "exported_service", "destination_service_name", "service", "app", "job");

    private ServiceName() {}

    /** What the object's labels say, else its series', else its name; noted which. */
    public static String of(Field metadata, VectorSelector series, String name) {
        for (String label : OBJECT_LABELS) {
            Field field = metadata.at("labels").at(label);
            Optional<String> service = field.text().filter(text -> !text.isBlank());
            if (service.isPresent()) {
                return Texts.service(field, service.get());
            }
        }
        for (String label : SERIES_LABELS) {
            Optional<String> service = series.matchers().stream()
                    .filter(matcher -> matcher.name().equals(label) && matcher.op() == LabelMatcher.Op.EQUAL)
                    .map(LabelMatcher::value)
                    .filter(value -> !value.isBlank())
                    .findFirst();
            if (service.isPresent()) {
                metadata.note("names no service: " + label + " of its series is taken, " + service.get());
                return ObjectNames.service(service.get());
            }
        }
        metadata.note("names no service: its own name is taken");
        return ObjectNames.service(name);
    }
}
