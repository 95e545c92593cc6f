package dev.signalbox.compile.pipeline.ottl;

import static dev.signalbox.compile.pipeline.ottl.OttlContext.DATAPOINT;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.LOG;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.METRIC;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.RESOURCE;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SPAN;
import static dev.signalbox.compile.pipeline.ottl.OttlContext.SPANEVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.testing.AnyText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OttlPrinterTest {
    private static final Path SERVICE = Path.attribute(RESOURCE, "signalbox.service");
    private static final Path BODY = Path.of(LOG, PathField.BODY);
    private static final Regex DIGITS = new Regex("\\d+$");

    @ParameterizedTest
    @MethodSource
    void conditions(OttlContext context, Condition condition, String text) {
        assertThat(OttlPrinter.in(context).print(condition)).isEqualTo(text);
    }

    static Stream<Arguments> conditions() {
        Condition a = Condition.equal(SERVICE, "a");
        Condition b = Condition.present(Path.attribute(SPAN, "b"));
        String textOfA = "resource.attributes[\"signalbox.service\"] == \"a\"";
        String textOfB = "span.attributes[\"b\"] != nil";
        return Stream.of(
                Arguments.of(SPAN, Condition.and(a, b), textOfA + " and " + textOfB),
                Arguments.of(
                        SPAN,
                        Condition.and(Condition.or(a, b), Condition.not(Condition.or(a, b))),
                        "(" + textOfA + " or " + textOfB + ") and not (" + textOfA + " or " + textOfB + ")"),
                Arguments.of(
                        SPAN,
                        Condition.or(Condition.and(a, b), a),
                        "(" + textOfA + " and " + textOfB + ") or " + textOfA),
                Arguments.of(
                        SPAN,
                        Condition.oneOf(SERVICE, List.of("c", "a\"")),
                        "ContainsValue([\"a\\\"\", \"c\"], resource.attributes[\"signalbox.service\"])"),
                Arguments.of(
                        SPAN,
                        new Condition.Comparison(
                                new Value.Difference(
                                        Path.of(SPAN, PathField.END_TIME), Path.of(SPAN, PathField.START_TIME)),
                                Condition.Operator.AT_LEAST,
                                Value.nanoseconds(Duration.ofMillis(1500))),
                        "span.end_time_unix_nano - span.start_time_unix_nano >= 1500000000"),
                Arguments.of(SPAN, new Condition.IsRootSpan(), "IsRootSpan()"),
                Arguments.of(LOG, new Condition.Matches(BODY, DIGITS), "IsMatch(log.body, \"\\\\d+$\")"),
                Arguments.of(LOG, new Condition.IsOf(BODY, Condition.Type.MAP), "IsMap(log.body)"),
                Arguments.of(LOG, new Condition.Always(false), "false"),
                Arguments.of(
                        LOG,
                        new Condition.Comparison(
                                Path.of(LOG, PathField.SEVERITY_NUMBER),
                                Condition.Operator.LESS,
                                Symbol.SEVERITY_NUMBER_WARN),
                        "log.severity_number < SEVERITY_NUMBER_WARN"));
    }

    @ParameterizedTest
    @MethodSource
    void statements(OttlContext context, Statement statement, String text) {
        assertThat(OttlPrinter.in(context).print(statement)).isEqualTo(text);
    }

    static Stream<Arguments> statements() {
        Path attributes = Path.attributes(LOG);
        return Stream.of(
                Arguments.of(
                        LOG,
                        new Edit.Set(BODY, new Converter.ParseJson(new Converter.AsString(BODY)))
                                .where(new Condition.IsOf(BODY, Condition.Type.STRING)),
                        "set(log.body, ParseJSON(String(log.body))) where IsString(log.body)"),
                Arguments.of(
                        LOG,
                        new Edit.Set(
                                        Path.attribute(LOG, "h"),
                                        new Converter.Sha256(new Converter.Concat(
                                                List.of(SERVICE, Value.text("x"), new Value.Whole(5)), "/")))
                                .always(),
                        "set(log.attributes[\"h\"], SHA256(Concat([resource.attributes[\"signalbox.service\"], \"x\", 5], \"/\")))"),
                Arguments.of(
                        SPAN,
                        new Edit.Set(Path.of(SPAN, PathField.LINKS), Path.of(SPAN, PathField.LINKS))
                                .where(new Condition.Comparison(
                                        new Converter.Length(Path.of(SPAN, PathField.LINKS)),
                                        Condition.Operator.GREATER,
                                        new Value.Whole(0))),
                        "set(span.links, span.links) where Len(span.links) > 0"),
                Arguments.of(
                        LOG, new Edit.DeleteKey(attributes, "a\"b").always(), "delete_key(log.attributes, \"a\\\"b\")"),
                Arguments.of(
                        LOG,
                        new Edit.DeleteMatchingKeys(attributes, DIGITS).always(),
                        "delete_matching_keys(log.attributes, \"\\\\d+$\")"),
                Arguments.of(
                        LOG,
                        new Edit.KeepKeys(attributes, List.of("a", "b")).always(),
                        "keep_keys(log.attributes, [\"a\", \"b\"])"),
                Arguments.of(
                        LOG,
                        new Edit.KeepMatchingKeys(attributes, DIGITS).always(),
                        "keep_matching_keys(log.attributes, \"\\\\d+$\")"),
                Arguments.of(
                        LOG,
                        new Edit.ReplacePattern(BODY, DIGITS, Replacement.group("$", 1, "*")).always(),
                        "replace_pattern(log.body, \"\\\\d+$\", \"$$${1}*\")"),
                Arguments.of(
                        LOG,
                        new Edit.ReplaceAllPatterns(attributes, Edit.Part.VALUE, DIGITS, Replacement.literal("x"))
                                .always(),
                        "replace_all_patterns(log.attributes, \"value\", \"\\\\d+$\", \"x\")"),
                Arguments.of(LOG, new Edit.TruncateAll(attributes, 256).always(), "truncate_all(log.attributes, 256)"),
                Arguments.of(
                        LOG,
                        new Edit.Limit(attributes, 64, List.of("a")).always(),
                        "limit(log.attributes, 64, [\"a\"])"),
                Arguments.of(
                        LOG,
                        new Edit.MergeMaps(attributes, Path.of(LOG, PathField.CACHE), Edit.Merge.UPSERT).always(),
                        "merge_maps(log.attributes, log.cache, \"upsert\")"),
                Arguments.of(
                        METRIC,
                        new Edit.AggregateOnAttributes(Edit.Aggregation.SUM, Optional.of(List.of("a"))).always(),
                        "aggregate_on_attributes(\"sum\", [\"a\"])"),
                Arguments.of(
                        METRIC,
                        new Edit.AggregateOnAttributes(Edit.Aggregation.MAX, Optional.empty()).always(),
                        "aggregate_on_attributes(\"max\")"));
    }

    @Test
    void barePathsAreThoseOfTheContextAlone() {
        Condition condition =
                Condition.and(Condition.equal(Path.of(SPAN, PathField.NAME), "x"), Condition.present(SERVICE));

        assertThat(OttlPrinter.bareIn(SPAN).print(condition))
                .isEqualTo("name == \"x\" and resource.attributes[\"signalbox.service\"] != nil");
    }

    /** Any text, as a value, a key and an argument. */
    @Test
    void literalsReadBackAsTheyWere() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = AnyText.next(random);

            String literal = OttlPrinter.quoted(text);

            assertThat(GoLiteral.read(literal)).as(literal).isEqualTo(AnyText.whole(text));
            assertThat(literal).doesNotContainPattern("\\p{Cntrl}");
            assertThat(OttlPrinter.in(LOG).print(Condition.equal(Path.attribute(LOG, text), text)))
                    .isEqualTo("log.attributes[" + literal + "] == " + literal);
        }
    }

    /** {@code Regexp.Expand} of a literal replacement is that literal. */
    @Test
    void literalReplacementsHaveNoGroups() {
        Random random = new Random(8);
        for (int i = 0; i < 5_000; i++) {
            String text = AnyText.next(random);

            String template = Replacement.literal(text).template();

            assertThat(template.replace("$$", "")).doesNotContain("$");
            assertThat(template.replace("$$", "$")).isEqualTo(text);
        }
    }

    @Test
    void expressionsOfTextsMatchThemAlone() {
        Random random = new Random(9);
        for (int i = 0; i < 5_000; i++) {
            String text = AnyText.whole(AnyText.next(random));

            assertThat(text).matches(Regex.oneOf(List.of("other", text)).pattern());
            assertThat(text + "x")
                    .doesNotMatch(Regex.oneOf(List.of("other", text)).pattern());
        }
    }

    @ParameterizedTest
    @MethodSource
    void whatHasNoMeaningIsRefused(OttlContext context, Condition condition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OttlPrinter.in(context).print(condition));
    }

    static Stream<Arguments> whatHasNoMeaningIsRefused() {
        return Stream.of(
                Arguments.of(RESOURCE, Condition.present(Path.attribute(SPAN, "a"))),
                Arguments.of(SPAN, Condition.present(Path.attribute(SPANEVENT, "a"))),
                Arguments.of(SPAN, Condition.present(Path.attribute(LOG, "a"))),
                Arguments.of(METRIC, Condition.present(Path.attribute(DATAPOINT, "a"))),
                Arguments.of(LOG, new Condition.IsRootSpan()));
    }

    @Test
    void whatIsNotThereIsRefused() {
        Statement merge = new Edit.AggregateOnAttributes(Edit.Aggregation.SUM, Optional.empty()).always();

        assertThatIllegalArgumentException().isThrownBy(() -> Path.of(LOG, PathField.NAME));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Path.of(SPAN, PathField.NAME).at("key"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.DeleteKey(Path.of(SPAN, PathField.NAME), "key"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Regex("(?<=a)b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Value.Whole(-1));
        assertThatIllegalArgumentException().isThrownBy(Condition::and);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OttlPrinter.in(DATAPOINT).print(merge));
    }
}
