package dev.signalbox.testing.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What comes before the body of an HTTP/1.1 message.
 *
 * @param start request or status line
 * @param fields {@code name: value}, in their order
 */
record HttpHead(String start, List<String> fields) {

    /** The next one; nothing where the other side has closed. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            bytes.write(next);
            if (next == '\n') {
                text = bytes.toString(StandardCharsets.ISO_8859_1);
            }
        }
        List<String> lines = text.strip().lines().toList();
        return Optional.of(new HttpHead(lines.getFirst(), lines.subList(1, lines.size())));
    }

    Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> isCalled(field, name))
                .map(field -> field.substring(field.indexOf(':') + 1).strip())
                .findFirst();
    }

    boolean isUpgrade() {
        return field("Upgrade").isPresent();
    }

    /** How long its body is, where it says so. */
    int length() {
        return field("Content-Length").map(Integer::parseInt).orElse(0);
    }

    /** The same, for a connection that serves nothing else. */
    HttpHead closing() {
        return isUpgrade()
                ? this
                : new HttpHead(
                        start,
                        Stream.concat(
                                        fields.stream().filter(field -> !isCalled(field, "Connection")),
                                        Stream.of("Connection: close"))
                                .toList());
    }

    byte[] bytes() {
        return Stream.concat(Stream.of(start), fields.stream())
                .collect(Collectors.joining("\r\n", "", "\r\n\r\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isCalled(String field, String name) {
        return field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
