package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.Key;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.Mebibytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step in reading a line.
 *
 * @param operation what it does
 * @param when for which entries; empty means all
 * @param onError what becomes of an entry that it fails on; empty means that it goes on as it was, with an error logged
 */
public record LogOperator(Operation operation, Optional<LogExpression> when, Optional<OnError> onError)
        implements Written {

    /** For every entry; one that it fails on goes on as it was, and nobody complains. */
    public static LogOperator of(Operation operation) {
        return new LogOperator(operation, Optional.empty(), Optional.of(OnError.SEND_QUIET));
    }

    /** For some entries. */
    public LogOperator when(LogExpression expression) {
        return new LogOperator(operation, Optional.of(expression), onError);
    }

    @Override
    public Object written(CollectorVersion version) {
        return new Form(operation.keyword(), when, onError, operation);
    }

    /** The form of a step in the file. */
    public record Form(
            String type,
            @Key("if") Optional<LogExpression> when,
            Optional<OnError> onError,
            @Inlined Operation operation) {}

    /** What becomes of an entry that a step fails on. */
    public enum OnError {
        /** It goes on as it was. */
        SEND,
        /** The same, unsaid. */
        SEND_QUIET,
        /** It is dropped. */
        DROP,
        /** The same, unsaid. */
        DROP_QUIET
    }

    /** What a step does. */
    public sealed interface Operation {
        /** Its type in the file. */
        default String keyword() {
            return switch (this) {
                case Container container -> "container";
                case Recombine recombine -> "recombine";
                case JsonParser jsonParser -> "json_parser";
                case RegexParser regexParser -> "regex_parser";
                case SeverityParser severityParser -> "severity_parser";
                case TraceParser traceParser -> "trace_parser";
                case Move move -> "move";
                case Copy copy -> "copy";
                case Add add -> "add";
                case Remove remove -> "remove";
                case Keep keep -> "retain";
            };
        }
    }

    /**
     * Reads the runtime's own form, joins partial lines, and takes the pod from the path.
     *
     * @param addMetadataFromFilepath whether it takes the pod from the path
     * @param maxLogSize of lines joined
     */
    public record Container(boolean addMetadataFromFilepath, Mebibytes maxLogSize) implements Operation {}

    /**
     * Makes lines that belong together one entry.
     *
     * @param isFirstEntry which lines begin one
     * @param combineField what is joined
     * @param combineWith what stands between
     * @param sourceIdentifier what tells sources apart
     * @param maxBatchSize lines
     * @param maxLogSize of all
     * @param maxSources sources that have a line waiting
     * @param forceFlushPeriod after which an entry ends
     */
    public record Recombine(
            LogExpression isFirstEntry,
            LogField combineField,
            String combineWith,
            LogField sourceIdentifier,
            int maxBatchSize,
            Mebibytes maxLogSize,
            int maxSources,
            Duration forceFlushPeriod)
            implements Operation {}

    /**
     * Reads JSON.
     *
     * @param parseFrom the text
     * @param parseTo where its fields go
     */
    public record JsonParser(LogField parseFrom, LogField parseTo) implements Operation {}

    /**
     * Reads by an expression's named groups.
     *
     * @param regex of Go
     * @param parseFrom the text
     * @param parseTo where the groups go
     */
    public record RegexParser(String regex, LogField parseFrom, LogField parseTo) implements Operation {}

    /**
     * Says how grave an entry is.
     *
     * @param parseFrom the text or number
     * @param mapping what stands for which severity, beside their names; by severity
     * @param overwriteText whether the severity's name replaces the text
     */
    public record SeverityParser(LogField parseFrom, Map<Severity, List<String>> mapping, boolean overwriteText)
            implements Operation {
        /** Copies the mapping. */
        public SeverityParser {
            mapping = Map.copyOf(mapping);
        }
    }

    /** How grave an entry is. */
    public enum Severity {
        /** Tracing. */
        TRACE,
        /** Debugging. */
        DEBUG,
        /** Information. */
        INFO,
        /** Warnings. */
        WARN,
        /** Errors. */
        ERROR,
        /** What ends a process. */
        FATAL
    }

    /**
     * Ties an entry to a span. An entry whose trace can't be read keeps none.
     *
     * @param traceId 32 hexadecimal digits
     * @param spanId 16 hexadecimal digits
     */
    public record TraceParser(From traceId, From spanId) implements Operation {
        /** Of two fields. */
        public static TraceParser of(LogField traceId, LogField spanId) {
            return new TraceParser(new From(traceId), new From(spanId));
        }
    }

    /** @param parseFrom a field */
    public record From(LogField parseFrom) {}

    /**
     * Moves a field.
     *
     * @param from where it is
     * @param to where it goes
     */
    public record Move(LogField from, LogField to) implements Operation {}

    /**
     * Copies a field.
     *
     * @param from where it is
     * @param to where it is too
     */
    public record Copy(LogField from, LogField to) implements Operation {}

    /**
     * Sets a field.
     *
     * @param field which
     * @param value any text but one that would be run as an expression
     */
    public record Add(LogField field, String value) implements Operation {
        /** Refuses what would be run: an expression could read the environment. */
        public Add {
            if (value.contains("EXPR(")) {
                throw new IllegalArgumentException("must be no expression, was " + value);
            }
        }
    }

    /** @param field removed */
    public record Remove(LogField field) implements Operation {}

    /** @param fields that stay, of those of their kind */
    public record Keep(List<LogField> fields) implements Operation {
        /** Copies the fields. */
        public Keep {
            fields = List.copyOf(fields);
        }
    }
}
