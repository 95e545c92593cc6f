package dev.signalbox.intake.pipeline;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Hosts that are no names but addresses, in every spelling that some client takes; nothing is looked up. */
final class IpLiteral {
    /** Clients disagree on what may come before a last part that is a number; none takes the whole for a name. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

    private record Row(String kind, Predicate<InetAddress> is) {}

    private static final List<Row> ROWS = List.of(
            new Row("a link-local address", InetAddress::isLinkLocalAddress),
            new Row("a loopback address", InetAddress::isLoopbackAddress),
            new Row("an unspecified address", InetAddress::isAnyLocalAddress),
            new Row("a multicast address", InetAddress::isMulticastAddress));

    private IpLiteral() {}

    /**
     * What kind of address a host is, in words; nothing when it is a name.
     *
     * @param host in lower case, without brackets
     */
    static Optional<String> kind(String host) {
        if (!host.contains(":") && !ENDS_IN_NUMBER.matcher(host).matches()) {
            return Optional.empty();
        }
        return Optional.of(address(host)
                .flatMap(address -> ROWS.stream()
                        .filter(row -> row.is().test(address))
                        .map(Row::kind)
                        .findFirst())
                .orElse("an IP address"));
    }

    /** The address, where it is one to somebody. */
    private static Optional<InetAddress> address(String host) {
        try {
            if (!host.contains(":")) {
                String numbers = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
                return Optional.of(Inet4Address.ofPosixLiteral(numbers));
            }
            String unscoped = host.replaceFirst("%.*", "");
            InetAddress address = InetAddress.ofLiteral(unscoped);
            return Optional.of(address instanceof Inet6Address v6 ? carried(v6).orElse(address) : address);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** The IPv4 address at the end of one by which a translator is reached (RFC 6052), or of an outdated form. */
    private static Optional<InetAddress> carried(Inet6Address address) {
        byte[] bytes = address.getAddress();
        boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
        if (!translated && !address.isIPv4CompatibleAddress() || isOneOrNothing(address)) {
            return Optional.empty();
        }
        String dotted = "%d.%d.%d.%d".formatted(bytes[12] & 0xff, bytes[13] & 0xff, bytes[14] & 0xff, bytes[15] & 0xff);
        return Optional.of(Inet4Address.ofLiteral(dotted));
    }

    private static boolean isOneOrNothing(Inet6Address address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }
}
