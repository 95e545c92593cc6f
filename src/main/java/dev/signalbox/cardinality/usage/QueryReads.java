package dev.signalbox.cardinality.usage;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.ParserOptions;
import dev.signalbox.promql.PromqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query reads that somebody wrote, with or without variables. */
public final class QueryReads {
    private static final ParserOptions ALL = new ParserOptions(true);
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** Braces with nothing before them, or the name as a label: which metric it is, no word tells. */
    private static final Pattern NAMELESS = Pattern.compile("(?:^|[^\\w:\\s])\\s*\\{|__name__|\\{\\s*[\"'`]");

    private static final Pattern LABEL_VALUES =
            Pattern.compile("\\s*label_values\\s*\\((?:(.*),)?\\s*([^\\s,()]+)\\s*\\)\\s*", Pattern.DOTALL);
    private static final Pattern QUERY_RESULT = Pattern.compile("\\s*query_result\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

    /** They list names and read nothing. */
    private static final Pattern LISTING =
            Pattern.compile("\\s*(?:metrics|label_names)\\s*\\(.*\\)\\s*", Pattern.DOTALL);

    /** Of a longer text nothing is looked for, so that a stranger's can't keep us busy. */
    static final int LONGEST = 16_384;

    private QueryReads() {}

    /** An expression; one that can't be parsed needs all labels of every metric that it could mean. */
    public static List<Read> ofExpression(String text) {
        return of(text, Optional.empty());
    }

    private static List<Read> of(String text, Optional<Set<String>> needed) {
        if (text.length() > LONGEST) {
            return List.of(Read.ANYTHING);
        }
        if (text.isBlank()) {
            return List.of();
        }
        return parsed(text).map(expr -> ExprReads.of(expr, needed)).orElseGet(() -> guessed(text));
    }

    private static Optional<Expr> parsed(String text) {
        return Variables.readings(text)
                .map(reading -> PromqlParser.parse(reading, ALL))
                .filter(ParseResult.Parsed.class::isInstance)
                .map(parsed -> ((ParseResult.Parsed) parsed).expr())
                .findFirst();
    }

    /** What a query of a dashboard evaluates, with something for each variable; nothing: it can't be read, or names nothing. */
    static Optional<Expr> evaluated(String text) {
        if (text.length() > LONGEST || text.isBlank() || LISTING.matcher(text).matches()) {
            return Optional.empty();
        }
        Matcher result = QUERY_RESULT.matcher(text);
        Matcher values = LABEL_VALUES.matcher(text);
        return result.matches()
                ? parsed(result.group(1))
                : values.matches() ? Optional.ofNullable(values.group(1)).flatMap(QueryReads::parsed) : parsed(text);
    }

    /** What fills a variable of a dashboard. */
    static List<Read> ofVariable(String text) {
        if (text.length() > LONGEST) {
            return List.of(Read.ANYTHING);
        }
        if (LISTING.matcher(text).matches()) {
            return List.of();
        }
        Matcher result = QUERY_RESULT.matcher(text);
        if (result.matches()) {
            return ofExpression(result.group(1));
        }
        Matcher values = LABEL_VALUES.matcher(text);
        if (!values.matches()) {
            return ofExpression(text);
        }
        Set<String> label = Set.of(values.group(2));
        Optional<Set<String>> needed = values.group(2).startsWith("$") ? Optional.empty() : Optional.of(label);
        return values.group(1) == null ? List.of(new Read(List.of(), List.of(), needed)) : of(values.group(1), needed);
    }

    private static List<Read> guessed(String text) {
        if (NAMELESS.matcher(text).find() || Variables.mayBeName(text)) {
            return List.of(Read.ANYTHING);
        }
        List<Read> reads = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            reads.add(Read.all(word.group()));
        }
        return reads;
    }
}
