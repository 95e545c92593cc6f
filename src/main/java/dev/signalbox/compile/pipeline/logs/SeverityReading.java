package dev.signalbox.compile.pipeline.logs;

import static dev.signalbox.compile.pipeline.logs.RecordField.BODY;
import static dev.signalbox.compile.pipeline.logs.RecordField.READ;
import static dev.signalbox.compile.pipeline.logs.RecordField.SCRATCH;
import static dev.signalbox.compile.pipeline.logs.RecordField.SEVERITY_NUMBER;
import static dev.signalbox.compile.pipeline.logs.RecordField.SEVERITY_TEXT;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.IsOf;
import dev.signalbox.compile.pipeline.ottl.Condition.Matches;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Condition.Type;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says how grave a record is whose sender did not: by what it is called, by a field of what was read, by the text. Where
 * none of these says it, nobody knows, and the record stays without.
 */
final class SeverityReading {
    private static final String FOUND = "level";
    private static final Path LEVEL = RecordField.found(FOUND);

    /** What fields are called, the first that is there wins. */
    private static final List<Path> FIELDS = List.of(
            READ.at("level"),
            READ.at("severity"),
            READ.at("lvl"),
            READ.at("loglevel"),
            READ.at("levelname"),
            READ.at("log.level"),
            READ.at("log").at("level"),
            READ.at("severity_text"));

    /** Names in use, by severity; numbers are those of bunyan and pino. */
    private static final List<Level> LEVELS = List.of(
            new Level(Symbol.SEVERITY_NUMBER_FATAL, "fatal|panic|dpanic|critical|crit|alert|emerg|emergency|f|60"),
            new Level(Symbol.SEVERITY_NUMBER_ERROR, "error|err|severe|e|50"),
            new Level(Symbol.SEVERITY_NUMBER_WARN, "warn|warning|w|40"),
            new Level(Symbol.SEVERITY_NUMBER_INFO, "info|information|informational|notice|i|30"),
            new Level(Symbol.SEVERITY_NUMBER_DEBUG, "debug|dbg|fine|config|d|20"),
            new Level(Symbol.SEVERITY_NUMBER_TRACE, "trace|finer|finest|verbose|t|10"));

    private static final String WORD =
            "(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL|PANIC|ALERT|EMERG)";

    /** Where texts say it: near their beginning, and so that prose does not look like it. */
    private static final List<Regex> TEXTS = List.of(
            // logfmt
            new Regex("\\b(?:level|lvl|severity)=[\"']?(?P<level>[A-Za-z]+)"),
            // "12:00:00.000 [main] ERROR c.e.Shop", "ERROR:root:gone", "<WARN>"
            new Regex("^.{0,120}?(?:^|[\\s\\[(<|:])(?P<level>" + WORD + ")(?:[\\]\\s)>|:,-]|$)"),
            // "2026/11/21 19:00:00 [error] 31#31: *1 open() failed"
            new Regex("^.{0,60}?\\[(?P<level>(?i:" + WORD + "))\\]"),
            // "W1121 19:00:00.000000       1 reflector.go:302]"
            new Regex("^(?P<level>[IWEF])[0-9]{4} [0-9]{2}:[0-9]{2}:"));

    private SeverityReading() {}

    static Stream<Statement> statements() {
        Condition unknown = new Comparison(SEVERITY_NUMBER, Operator.EQUAL, Symbol.SEVERITY_NUMBER_UNSPECIFIED);
        Condition unnamed = Condition.not(Condition.present(LEVEL));
        Stream<Statement> fromName = Stream.of(new Edit.Set(LEVEL, SEVERITY_TEXT)
                .where(Condition.and(unknown, Condition.not(Condition.equal(SEVERITY_TEXT, "")))));
        Stream<Statement> fromFields = FIELDS.stream().map(field -> new Edit.Set(LEVEL, field)
                .where(Condition.and(unknown, unnamed, Condition.present(READ))));
        Stream<Statement> fromText = TEXTS.stream().map(text -> new Edit.MergeMaps(
                        SCRATCH, new Converter.ExtractPatterns(BODY, text), Edit.Merge.INSERT)
                .where(Condition.and(
                        unknown, unnamed, Condition.not(Condition.present(READ)), new IsOf(BODY, Type.STRING))));
        Stream<Statement> numbers = LEVELS.stream().map(level -> new Edit.Set(SEVERITY_NUMBER, level.number())
                .where(Condition.and(unknown, new Matches(LEVEL, level.names()))));
        Stream<Statement> name = Stream.of(new Edit.Set(SEVERITY_TEXT, LEVEL)
                .where(Condition.and(
                        Condition.equal(SEVERITY_TEXT, ""), Condition.not(unknown), new IsOf(LEVEL, Type.STRING))));
        return Stream.of(fromName, fromFields, fromText, numbers, name).flatMap(part -> part);
    }

    /**
     * A severity.
     *
     * @param number the least of its range
     * @param names whole, capitals or not
     */
    private record Level(Value number, Regex names) {
        Level(Value number, String names) {
            this(number, new Regex("(?i)^(?:" + names + ")$"));
        }
    }
}
