package dev.signalbox.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an API server counted of the requests that it has served. */
public final class ServerRequests {
    private static final Set<String> WRITES =
            Set.of("APPLY", "CREATE", "DELETE", "DELETECOLLECTION", "PATCH", "POST", "PUT", "UPDATE");

    private static final Duration REST = Duration.ofSeconds(4);
    private static final int MOST_LOOKS = 20;

    private ServerRequests() {}

    /** Writes of the given resources, and of their subresources. */
    public static long writes(KubernetesClient administrator, String... resources) {
        Set<String> wanted = Set.of(resources);
        return (long) administrator
                .raw("/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{"))
                .filter(line -> wanted.contains(label(line, "resource")) && WRITES.contains(label(line, "verb")))
                .mapToDouble(ServerRequests::value)
                .sum();
    }

    /** The same, once nobody has written for a while: the namespaces of earlier tests are emptied in the background. */
    public static long writesAtRest(KubernetesClient administrator, String... resources) throws InterruptedException {
        long before = writes(administrator, resources);
        for (int look = 0; look < MOST_LOOKS; look++) {
            Thread.sleep(REST);
            long now = writes(administrator, resources);
            if (now == before) {
                return now;
            }
            before = now;
        }
        throw new AssertionError("somebody has gone on writing for " + REST.multipliedBy(MOST_LOOKS));
    }

    /** How many watches are open, by resource of a group. */
    public static Map<String, Integer> watches(KubernetesClient administrator, String group) {
        return administrator
                .raw("/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_longrunning_requests{"))
                .filter(line -> label(line, "verb").equals("WATCH")
                        && label(line, "group").equals(group))
                .collect(Collectors.groupingBy(
                        line -> label(line, "resource"), Collectors.summingInt(line -> (int) value(line))));
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static String label(String line, String name) {
        int start = line.indexOf(name + "=\"") + name.length() + 2;
        return line.substring(start, line.indexOf('"', start));
    }
}
