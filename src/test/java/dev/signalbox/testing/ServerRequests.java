package dev.signalbox.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;

/** What an API server counted of the requests that it has served. */
public final class ServerRequests {
    private static final Set<String> WRITES =
            Set.of("APPLY", "CREATE", "DELETE", "DELETECOLLECTION", "PATCH", "POST", "PUT", "UPDATE");

    private ServerRequests() {}

    /** Writes of the given resources, and of their subresources. */
    public static long writes(KubernetesClient administrator, String... resources) {
        Set<String> wanted = Set.of(resources);
        return (long) administrator
                .raw("/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{"))
                .filter(line -> wanted.contains(label(line, "resource")) && WRITES.contains(label(line, "verb")))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String label(String line, String name) {
        int start = line.indexOf(name + "=\"") + name.length() + 2;
        return line.substring(start, line.indexOf('"', start));
    }
}
