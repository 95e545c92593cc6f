package dev.signalbox.compile.pipeline.ottl;

import dev.signalbox.compile.pipeline.ottl.Condition.And;
import dev.signalbox.compile.pipeline.ottl.Condition.Or;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Writes conditions and statements as the language's text. Equal values give equal text. */
public final class OttlPrinter {
    private static final Collector<CharSequence, ?, String> LIST = Collectors.joining(", ", "[", "]");

    private final OttlContext context;
    private final boolean qualified;

    private OttlPrinter(OttlContext context, boolean qualified) {
        this.context = context;
        this.qualified = qualified;
    }

    /**
     * Writes what is evaluated in a context, every path with its own: {@code span.name}. What has no meaning there is
     * refused.
     */
    public static OttlPrinter in(OttlContext context) {
        return new OttlPrinter(context, true);
    }

    /** The same with the context's own paths bare, {@code name}, for components that know no other way. */
    public static OttlPrinter bareIn(OttlContext context) {
        return new OttlPrinter(context, false);
    }

    /** One statement, on one line. */
    public String print(Statement statement) {
        return edit(statement.edit())
                + statement.where().map(where -> " where " + print(where)).orElse("");
    }

    /** One condition, on one line. */
    public String print(Condition condition) {
        return switch (condition) {
            case And(List<Condition> all) -> joined(all, " and ");
            case Or(List<Condition> any) -> joined(any, " or ");
            case Condition.Not(Condition negated) -> "not (" + print(negated) + ")";
            case Condition.Always(boolean value) -> Boolean.toString(value);
            case Condition.Comparison(Value left, Condition.Operator operator, Value right) ->
                value(left) + " " + operator.text() + " " + value(right);
            case Condition.Matches(Value value, Regex regex) -> call("IsMatch", value(value), quoted(regex.pattern()));
            case Condition.OneOf(Value value, List<String> texts) -> call("ContainsValue", list(texts), value(value));
            case Condition.IsOf(Value value, Condition.Type type) -> call(type.function(), value(value));
            case Condition.IsRootSpan() -> {
                require(context == OttlContext.SPAN, "IsRootSpan");
                yield call("IsRootSpan");
            }
        };
    }

    private String joined(List<Condition> conditions, String operator) {
        return conditions.stream()
                .map(condition -> isJoined(condition) ? "(" + print(condition) + ")" : print(condition))
                .collect(Collectors.joining(operator));
    }

    private static boolean isJoined(Condition condition) {
        return condition instanceof And || condition instanceof Or;
    }

    private String edit(Edit edit) {
        return switch (edit) {
            case Edit.Set(Path target, Value value) -> call("set", value(target), value(value));
            case Edit.DeleteKey(Path target, String key) -> call("delete_key", value(target), quoted(key));
            case Edit.DeleteMatchingKeys(Path target, Regex regex) ->
                call("delete_matching_keys", value(target), quoted(regex.pattern()));
            case Edit.KeepKeys(Path target, List<String> keys) -> call("keep_keys", value(target), list(keys));
            case Edit.KeepMatchingKeys(Path target, Regex regex) ->
                call("keep_matching_keys", value(target), quoted(regex.pattern()));
            case Edit.ReplacePattern(Path target, Regex regex, Replacement replacement) ->
                call("replace_pattern", value(target), quoted(regex.pattern()), quoted(replacement.template()));
            case Edit.ReplaceAllPatterns(Path target, Edit.Part part, Regex regex, Replacement replacement) ->
                call(
                        "replace_all_patterns",
                        value(target),
                        keyword(part),
                        quoted(regex.pattern()),
                        quoted(replacement.template()));
            case Edit.TruncateAll(Path target, int limit) ->
                call("truncate_all", value(target), Integer.toString(limit));
            case Edit.Limit(Path target, int limit, List<String> priority) ->
                call("limit", value(target), Integer.toString(limit), list(priority));
            case Edit.Flatten(Path target) -> call("flatten", value(target));
            case Edit.MergeMaps(Path target, Value source, Edit.Merge strategy) ->
                call("merge_maps", value(target), value(source), keyword(strategy));
            case Edit.AggregateOnAttributes(Edit.Aggregation aggregation, Optional<List<String>> keep) -> {
                require(context == OttlContext.METRIC, "aggregate_on_attributes");
                yield keep.map(attributes -> call("aggregate_on_attributes", keyword(aggregation), list(attributes)))
                        .orElseGet(() -> call("aggregate_on_attributes", keyword(aggregation)));
            }
        };
    }

    private String value(Value value) {
        return switch (value) {
            case Path path -> path(path);
            case Symbol symbol -> symbol.name();
            case Value.Text(String text) -> quoted(text);
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Truth(boolean truth) -> Boolean.toString(truth);
            case Value.Nil() -> "nil";
            case Value.Difference(Path minuend, Path subtrahend) -> path(minuend) + " - " + path(subtrahend);
            case Converter converter -> converter(converter);
        };
    }

    private String converter(Converter converter) {
        return switch (converter) {
            case Converter.Concat(List<Value> parts, String delimiter) ->
                call("Concat", parts.stream().map(this::value).collect(LIST), quoted(delimiter));
            case Converter.Sha256(Value of) -> call("SHA256", value(of));
            case Converter.ParseJson(Value of) -> call("ParseJSON", value(of));
            case Converter.AsString(Value of) -> call("String", value(of));
            case Converter.AsInt(Value of) -> call("Int", value(of));
            case Converter.LowerCase(Value of) -> call("ToLowerCase", value(of));
            case Converter.Now() -> "UnixNano(Now())";
            case Converter.Length(Value of) -> call("Len", value(of));
            case Converter.ExtractPatterns(Value of, Regex regex) ->
                call("ExtractPatterns", value(of), quoted(regex.pattern()));
            case Converter.Substring(Value of, int start, int length) ->
                call("Substring", value(of), Integer.toString(start), Integer.toString(length));
            case Converter.ParseInt(Value of, int base) -> call("ParseInt", value(of), Integer.toString(base));
            case Converter.RandomUuid() -> call("UUID");
        };
    }

    private String path(Path path) {
        require(context.sees(path.context()), path.context().keyword());
        String prefix = qualified || path.context() != context ? path.context().keyword() + "." : "";
        return prefix
                + path.field().text()
                + path.keys().stream().map(key -> "[" + quoted(key) + "]").collect(Collectors.joining());
    }

    private void require(boolean known, String what) {
        if (!known) {
            throw new IllegalArgumentException("no " + what + " in " + context.keyword());
        }
    }

    private static String list(Collection<String> texts) {
        return texts.stream().map(OttlPrinter::quoted).collect(LIST);
    }

    private static String keyword(Enum<?> constant) {
        return quoted(constant.name().toLowerCase(Locale.ROOT));
    }

    private static String call(String function, String... arguments) {
        return function + "(" + String.join(", ", arguments) + ")";
    }

    /**
     * Any text as a literal. The lexer takes a backslash with any character but a line break, and anything else but a
     * quote; then Go's {@code strconv.UnquoteChar} reads it, which knows fewer escapes. So what is special or can't be
     * seen is escaped in a way that both know.
     */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    out.append('\uFFFD');
                } else if (Character.isISOControl(c)) {
                    out.append(String.format("\\u%04x", c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
