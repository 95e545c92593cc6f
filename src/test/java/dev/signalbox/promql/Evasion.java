package dev.signalbox.promql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A text by which a tenant of namespace {@code shop} may try to read what is another's.
 *
 * @param text as it was typed
 * @param confined what becomes of it; empty when it is refused
 * @param refusals why it is, in the order told
 */
record Evasion(String text, String confined, List<String> refusals) {
    static final String NAMESPACE = "shop";
    private static final Path FILE = Path.of("src/test/resources/promql/evasions.txt");

    /** All of the file. */
    static List<Evasion> all() {
        try {
            return Arrays.stream(Files.readString(FILE).split("\n\n"))
                    .map(block ->
                            block.lines().filter(line -> !line.startsWith("# ")).toList())
                    .filter(lines -> !lines.isEmpty())
                    .map(Evasion::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Evasion of(List<String> lines) {
        return new Evasion(
                lines.getFirst(),
                lines.get(1).startsWith("= ") ? lines.get(1).substring(2) : "",
                lines.stream()
                        .skip(1)
                        .filter(line -> line.startsWith("! "))
                        .map(line -> line.substring(2))
                        .toList());
    }

    /** Experimental functions among it: a server may have them switched on. */
    Expr expr() {
        return switch (PromqlParser.parse(text, new ParserOptions(true))) {
            case ParseResult.Parsed(Expr expr) -> expr;
            case ParseResult.Fault fault -> throw new AssertionError(text + ": " + fault);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
