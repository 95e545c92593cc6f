package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.model.pipeline.DependencyCheck;
import dev.signalbox.model.pipeline.HttpProbe;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where something is that is watched.
 *
 * @param host a DNS name
 * @param port 1 to 65535
 */
record WatchedEndpoint(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:(https?)://)?([^/:?#]+)(?::([0-9]+))?(?:[/?#].*)?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** A URL, or {@code host:port}, as it was read. */
    static WatchedEndpoint of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a URL or host:port, was " + text);
        }
        int usual = "https".equals(matcher.group(1)) ? HTTPS : HTTP;
        return new WatchedEndpoint(
                matcher.group(2), matcher.group(3) == null ? usual : Integer.parseInt(matcher.group(3)));
    }

    /** Ports of what is not in the namespace: to anywhere else no other is open. */
    static Set<Integer> portsOutside(String namespace, Stream<TelemetryService> services) {
        return services.flatMap(service -> Stream.concat(
                        service.dependencies().stream().map(DependencyCheck::endpoint),
                        service.probes().stream().map(HttpProbe::url)))
                .map(WatchedEndpoint::of)
                .filter(endpoint -> !endpoint.isIn(namespace))
                .map(WatchedEndpoint::port)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code db}, {@code db.shop}, {@code db-0.db.shop.svc.cluster.local}: what a pod of the namespace finds there. */
    boolean isIn(String namespace) {
        String service = "([^.]+\\.){1,2}" + Pattern.quote(namespace) + "(\\.svc(\\..+)?)?\\.?";
        return host.indexOf('.') < 0 || host.matches(service);
    }
}
