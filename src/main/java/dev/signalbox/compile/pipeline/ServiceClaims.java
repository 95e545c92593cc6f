package dev.signalbox.compile.pipeline;

import dev.signalbox.compile.Notice;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Each service once. Of two resources that claim one service the first by name has it, never the older: the outcome
 * must not depend on when something was created, which Git does not know.
 *
 * @param services the one that counts, by service
 * @param remarks told on those that don't count
 */
public record ServiceClaims(SortedMap<ServiceKey, TelemetryService> services, Remarks remarks) {

    /** @param declared in any order */
    public static ServiceClaims of(Collection<TelemetryService> declared) {
        SortedMap<ServiceKey, TelemetryService> services = new TreeMap<>();
        Map<Remarks.Subject, List<Notice>> conflicts = new TreeMap<>();
        declared.stream()
                .sorted(Comparator.comparing(TelemetryService::resource))
                .forEach(service -> {
                    TelemetryService first = services.putIfAbsent(service.key(), service);
                    if (first != null) {
                        conflicts.put(Remarks.Subject.service(service.resource()), List.of(conflict(service, first)));
                    }
                });
        return new ServiceClaims(services, new Remarks(conflicts));
    }

    private static Notice conflict(TelemetryService service, TelemetryService first) {
        return new Notice(
                "Conflicted",
                "ServiceObservability %s has service \"%s\" already; this one is left out, give it a service of its own, or merge the two"
                        .formatted(first.resource().name(), service.service()));
    }
}
