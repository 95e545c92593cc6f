package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the API server says that it serves. Everyone may ask that, and of most groups the first answer says that they are not
 * there.
 */
final class Discovery {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final KubernetesClient client;

    Discovery(KubernetesClient client) {
        this.client = client;
    }

    /** Those of some kinds that are served now. */
    Set<OutputKind> served(Set<OutputKind> kinds) throws InterruptedException {
        PatientRequest patient = new PatientRequest("ask which kinds are served", PATIENCE);
        Set<String> versions = patient.send(client::getApiGroups).getGroups().stream()
                .flatMap(group -> group.getVersions().stream())
                .map(GroupVersionForDiscovery::getGroupVersion)
                .collect(Collectors.toSet());
        Map<String, Set<String>> plurals = new HashMap<>();
        Set<OutputKind> served = new HashSet<>();
        for (OutputKind kind : kinds) {
            String version = kind.kind().apiVersion();
            if (!versions.contains(version)) {
                continue;
            }
            if (!plurals.containsKey(version)) {
                plurals.put(version, plurals(patient.send(() -> client.getApiResources(version))));
            }
            if (plurals.get(version).contains(kind.plural())) {
                served.add(kind);
            }
        }
        return served;
    }

    /** @param resources null where the version has gone meanwhile */
    private static Set<String> plurals(APIResourceList resources) {
        return resources == null
                ? Set.of()
                : resources.getResources().stream().map(APIResource::getName).collect(Collectors.toSet());
    }
}
