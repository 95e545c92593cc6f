package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What collectors of confined namespaces may ask: Services of their own namespace, and nothing else. */
public final class OwnEndpoints {
    private OwnEndpoints() {}

    /** The same services without dependencies and probes that are elsewhere, which is told on each that has any. */
    public static ServiceClaims of(ServiceClaims claims, ClusterFacts facts) {
        SortedMap<ServiceKey, TelemetryService> services = new TreeMap<>();
        Map<Remarks.Subject, List<Notice>> told = new TreeMap<>();
        claims.services().forEach((key, service) -> {
            List<String> elsewhere = facts.confines(key.namespace()) ? elsewhere(service) : List.of();
            services.put(key, elsewhere.isEmpty() ? service : confined(service));
            if (!elsewhere.isEmpty()) {
                told.put(Remarks.Subject.service(service.resource()), List.of(notice(service.resource(), elsewhere)));
            }
        });
        return new ServiceClaims(services, claims.remarks().and(new Remarks(told)));
    }

    private static TelemetryService confined(TelemetryService service) {
        return service.watching(
                service.dependencies().stream()
                        .filter(check -> isOwn(service, check.endpoint()))
                        .toList(),
                service.probes().stream()
                        .filter(probe -> isOwn(service, probe.url()))
                        .toList());
    }

    private static List<String> elsewhere(TelemetryService service) {
        return Stream.concat(
                        service.dependencies().stream()
                                .filter(check -> !isOwn(service, check.endpoint()))
                                .map(OwnEndpoints::name),
                        service.probes().stream()
                                .filter(probe -> !isOwn(service, probe.url()))
                                .map(OwnEndpoints::name))
                .toList();
    }

    private static boolean isOwn(TelemetryService service, String address) {
        return WatchedEndpoint.of(address).isIn(service.resource().namespace());
    }

    private static String name(DependencyCheck check) {
        return "spec.dependencies %s (%s)".formatted(check.name(), check.endpoint());
    }

    private static String name(HttpProbe probe) {
        return "spec.probes %s (%s)".formatted(probe.name(), probe.url());
    }

    private static Notice notice(ResourceName service, List<String> elsewhere) {
        return new Notice(
                "OutsideNamespace",
                "not asked, because a policy confines namespace %1$s to itself: %2$s; write Services of the namespace, e.g. \"%3$s.%1$s.svc\""
                        .formatted(
                                service.namespace(),
                                elsewhere.stream().collect(Collectors.joining(", ")),
                                service.name()));
    }
}
