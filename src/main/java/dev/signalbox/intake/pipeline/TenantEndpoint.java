package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that a tenant's own collector is to ask. The text is judged, not what a name resolves to: that is the
 * business of NetworkPolicies.
 */
final class TenantEndpoint {

    /** Which names a row is about. */
    private enum Reach {
        ITSELF,
        AND_BELOW,
        AND_LONGER
    }

    /** @param kind what the name stands for, in words */
    private record Row(String name, Reach reach, String kind) {
        boolean covers(String host) {
            return host.equals(name)
                    || switch (reach) {
                        case ITSELF -> false;
                        case AND_BELOW -> host.endsWith("." + name);
                        case AND_LONGER -> host.startsWith(name + ".");
                    };
        }
    }

    private static final String LOOPBACK = "a name of the collector's own pod";
    private static final String API_SERVER = "an API-server address";
    private static final String METADATA = "the address of a cloud's metadata";

    /** Names that are refused wherever they lead. The first are what the kubelet writes into each pod's hosts file. */
    private static final List<Row> ROWS = List.of(
            new Row("localhost", Reach.AND_BELOW, LOOPBACK),
            new Row("localhost.localdomain", Reach.AND_BELOW, LOOPBACK),
            new Row("ip6-localhost", Reach.ITSELF, LOOPBACK),
            new Row("ip6-loopback", Reach.ITSELF, LOOPBACK),
            new Row("ip6-localnet", Reach.ITSELF, LOOPBACK),
            new Row("ip6-mcastprefix", Reach.ITSELF, LOOPBACK),
            new Row("ip6-allnodes", Reach.ITSELF, LOOPBACK),
            new Row("ip6-allrouters", Reach.ITSELF, LOOPBACK),
            new Row("kubernetes", Reach.ITSELF, API_SERVER),
            new Row("kubernetes.default", Reach.AND_LONGER, API_SERVER),
            // In a pod that runs on Google's or Amazon's machines, search domains complete the short ones.
            new Row("metadata", Reach.ITSELF, METADATA),
            new Row("metadata.goog", Reach.AND_BELOW, METADATA),
            new Row("metadata.google.internal", Reach.AND_BELOW, METADATA),
            new Row("instance-data", Reach.ITSELF, METADATA),
            new Row("instance-data.ec2.internal", Reach.AND_BELOW, METADATA));

    private TenantEndpoint() {}

    /**
     * A URL that may be asked, in one form; nothing when it may not.
     *
     * @param example a URL of the kind that is wanted
     */
    static Optional<Address> url(String path, String text, String example, Findings findings) {
        return allowed(path, text, Address.url(text), example, findings);
    }

    /**
     * {@code host:port} that may be asked, in one form; nothing when it may not.
     *
     * @param example an address of the kind that is wanted
     */
    static Optional<Address> hostPort(String path, String text, String example, Findings findings) {
        return allowed(path, text, Address.hostPort(text), example, findings);
    }

    private static Optional<Address> allowed(
            String path, String text, Address.Parse parse, String example, Findings findings) {
        String fix = "write a Service of this namespace, e.g. \"%s\"".formatted(example);
        return switch (parse) {
            case Address.Malformed(String message) -> {
                findings.add(path, message, fix);
                yield Optional.empty();
            }
            case Address.Parsed(Address address) -> {
                Optional<String> refused = refused(address.host());
                refused.ifPresent(kind -> findings.add(path, "must not be %s, was \"%s\"".formatted(kind, text), fix));
                yield refused.isEmpty() ? Optional.of(address) : Optional.empty();
            }
        };
    }

    /** What a host is that may not be asked, in words. */
    private static Optional<String> refused(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return IpLiteral.kind(host).or(() -> ROWS.stream()
                .filter(row -> row.covers(name))
                .map(Row::kind)
                .findFirst());
    }
}
