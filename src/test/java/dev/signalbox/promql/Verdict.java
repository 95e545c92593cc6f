package dev.signalbox.promql;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.signalbox.promql.ParseResult.Fault;
import dev.signalbox.promql.ParseResult.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Prometheus' own parser said to an expression, as {@code e2e/promql-oracle} writes it.
 *
 * @param expr the expression
 * @param ok whether it was accepted
 * @param error why not
 * @param start where the fault begins, in UTF-16 units; null when accepted
 * @param end where it ends
 * @param printed Prometheus' spelling
 * @param tree what it read, in the form of {@link TreeShape}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdict(String expr, boolean ok, String error, Integer start, Integer end, String printed, String tree) {
    private static final ObjectReader READER =
            new ObjectMapper().readerFor(Verdict.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static List<Verdict> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Verdict::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict parse(String line) {
        try {
            return READER.readValue(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in which our parser differs from this verdict; empty when it agrees. */
    List<String> disagreements(ParserOptions options) {
        return switch (PromqlParser.parse(expr, options)) {
            case Fault fault when ok -> List.of("refused: " + fault);
            case Parsed parsed when !ok -> List.of("accepted, not: " + error);
            case Fault fault ->
                fault.offset() == start
                        ? List.of()
                        : List.of("position " + fault.offset() + " (" + fault.message() + "), not " + start + " ("
                                + error + ")");
            case Parsed(Expr parsed) -> disagreements(parsed, options);
        };
    }

    private List<String> disagreements(Expr parsed, ParserOptions options) {
        List<String> found = new ArrayList<>();
        if (!TreeShape.of(parsed).equals(tree)) {
            found.add("tree " + TreeShape.of(parsed) + ", not " + tree);
        }
        String ours = PromqlPrinter.print(parsed);
        if (!(PromqlParser.parse(ours, options) instanceof Parsed(Expr again) && again.equals(parsed))) {
            found.add("printed as " + ours + ", which reads differently");
        }
        String bare = PromqlPrinter.print(ExprRewrite.withoutParens(parsed));
        if (!(PromqlParser.parse(bare, options) instanceof Parsed(Expr again)
                && ExprRewrite.withoutParens(again).equals(ExprRewrite.withoutParens(parsed)))) {
            found.add("without parentheses printed as " + bare + ", which reads differently");
        }
        return found;
    }
}
