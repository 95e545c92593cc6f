package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import java.util.Optional;

/** Addresses of backends: whoever runs the cluster may name any server, also by its IP address. */
final class BackendAddress {
    private BackendAddress() {}

    /** A URL that is asked as it is. */
    static Optional<String> url(String path, String written, String example, Findings findings) {
        return read(path, Address.url(Optional.ofNullable(written).orElse("")), example, findings)
                .map(Address::toString);
    }

    /**
     * A URL to which paths are appended; a slash at its end is none of its own.
     *
     * @param appended a path that is appended, and so must not be there yet; may be empty
     */
    static Optional<String> prefix(String path, String written, String appended, String example, Findings findings) {
        return read(path, Address.url(Optional.ofNullable(written).orElse("")), example, findings)
                .map(address -> {
                    String rest = address.rest().replaceFirst("/+$", "");
                    findings.require(
                            !rest.contains("?") && !rest.contains("#"),
                            path,
                            "must have no query and no fragment, because paths are appended to it; was \"%s\""
                                    .formatted(written),
                            "write e.g. \"%s\"".formatted(example));
                    findings.require(
                            appended.isEmpty() || !rest.endsWith(appended),
                            path,
                            "must not end in %s, which senders append; was \"%s\"".formatted(appended, written),
                            "write e.g. \"%s\"".formatted(example));
                    return address.origin() + rest;
                });
    }

    /** {@code host:port} of a gRPC server. */
    static Optional<String> hostPort(String path, String written, String example, Findings findings) {
        return read(path, Address.hostPort(Optional.ofNullable(written).orElse("")), example, findings)
                .map(Address::toString);
    }

    private static Optional<Address> read(String path, Address.Parse parse, String example, Findings findings) {
        return switch (parse) {
            case Address.Parsed(Address address) -> Optional.of(address);
            case Address.Malformed(String message) -> {
                findings.add(path, message, "write e.g. \"%s\"".formatted(example));
                yield Optional.empty();
            }
        };
    }
}
