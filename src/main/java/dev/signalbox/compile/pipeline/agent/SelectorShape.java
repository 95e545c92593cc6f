package dev.signalbox.compile.pipeline.agent;

import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a service selects its pods, but for its name: services of one shape differ in nothing else, so no pod is of two of them.
 *
 * @param named labels of pods that have the service's name; sorted
 * @param others labels with another value
 * @param expressions beside labels
 */
record SelectorShape(List<String> named, Map<String, String> others, List<LabelSelection.Expression> expressions) {

    static SelectorShape of(TelemetryService service) {
        Map<Boolean, Map<String, String>> labels = service.pods().labels().entrySet().stream()
                .collect(Collectors.partitioningBy(
                        label -> label.getValue().equals(service.service()),
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return new SelectorShape(
                labels.get(true).keySet().stream().sorted().toList(),
                labels.get(false),
                service.pods().expressions());
    }

    /** The same services in the same order, those together that stand side by side and are of one shape with a name in it. */
    static List<List<TelemetryService>> neighbours(List<TelemetryService> services) {
        List<List<TelemetryService>> groups = new ArrayList<>();
        SelectorShape last = null;
        for (TelemetryService service : services) {
            SelectorShape shape = of(service);
            if (shape.named().isEmpty() || !shape.equals(last)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(service);
            last = shape;
        }
        return groups;
    }
}
