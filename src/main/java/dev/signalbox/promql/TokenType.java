package dev.signalbox.promql;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of token. Words that the language knows are one kind each; their case doesn't matter. */
enum TokenType {
    END("end of input"),
    IDENTIFIER("name"),
    /** A name with a colon in it. */
    METRIC_IDENTIFIER("metric name"),
    NUMBER("number"),
    DURATION("duration"),
    STRING("text"),
    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    COMMA(","),
    COLON(":"),
    AT("@"),
    ASSIGN("="),
    MATCHES("=~"),
    NOT_MATCHES("!~"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    TRIM_UPPER("</"),
    TRIM_LOWER(">/"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%"),
    POWER("^"),
    // Words.
    AND,
    OR,
    UNLESS,
    ATAN2,
    SUM,
    AVG,
    COUNT,
    MIN,
    MAX,
    GROUP,
    STDDEV,
    STDVAR,
    TOPK,
    BOTTOMK,
    COUNT_VALUES,
    QUANTILE,
    LIMITK,
    LIMIT_RATIO,
    OFFSET,
    SMOOTHED,
    ANCHORED,
    BY,
    WITHOUT,
    ON,
    IGNORING,
    GROUP_LEFT,
    GROUP_RIGHT,
    FILL,
    FILL_LEFT,
    FILL_RIGHT,
    BOOL,
    START,
    END_WORD("end"),
    STEP,
    RANGE,
    MAX_OF,
    MIN_OF;

    private static final Map<String, TokenType> WORDS = words();
    private static final int LONGEST_WORD =
            WORDS.keySet().stream().mapToInt(String::length).max().orElseThrow();
    private static final Map<TokenType, Optional<BinaryOp>> BINARY = byName(BinaryOp.values());
    private static final Map<TokenType, Optional<AggregateOp>> AGGREGATE = byName(AggregateOp.values());

    private final String text;

    TokenType() {
        this.text = name().toLowerCase(Locale.ROOT);
    }

    TokenType(String text) {
        this.text = text;
    }

    /** Operators have the names of their tokens. */
    private static <O extends Enum<O>> Map<TokenType, Optional<O>> byName(O[] operators) {
        Map<TokenType, Optional<O>> table = new EnumMap<>(TokenType.class);
        for (TokenType type : values()) {
            table.put(
                    type,
                    Stream.of(operators)
                            .filter(op -> op.name().equals(type.name()))
                            .findAny());
        }
        return table;
    }

    private static Map<String, TokenType> words() {
        Map<String, TokenType> words = new HashMap<>();
        for (TokenType type : values()) {
            if (type.compareTo(AND) >= 0) {
                words.put(type.text(), type);
            }
        }
        words.put("inf", NUMBER);
        words.put("nan", NUMBER);
        return Map.copyOf(words);
    }

    /** The word as a token, if it is one of the language. */
    static Optional<TokenType> ofWord(String word) {
        return word.length() > LONGEST_WORD
                ? Optional.empty()
                : Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }

    /** How it is written, or what it is where that varies. */
    String text() {
        return text;
    }

    /** Whether it is always written the same. */
    boolean isFixed() {
        return compareTo(STRING) > 0 && compareTo(AND) < 0;
    }

    Optional<BinaryOp> binaryOp() {
        return BINARY.get(this);
    }

    Optional<AggregateOp> aggregateOp() {
        return AGGREGATE.get(this);
    }

    boolean isWord() {
        return compareTo(AND) >= 0;
    }

    /** Whether it may be a metric's name where an expression begins. */
    boolean isMetricName() {
        return switch (this) {
            case IDENTIFIER, METRIC_IDENTIFIER -> true;
            case ATAN2, ON, IGNORING, GROUP_LEFT, GROUP_RIGHT, BOOL -> false;
            default -> isWord();
        };
    }

    /** Whether it may be a label's name in a grouping. */
    boolean isGroupingLabel() {
        return this == IDENTIFIER || this == METRIC_IDENTIFIER || isWord() && this != WITHOUT;
    }

    /** Whether an expression may begin with it. */
    boolean beginsExpression() {
        return switch (this) {
            case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE, ADD, SUBTRACT -> true;
            default -> isMetricName();
        };
    }

    /** The word is also a function's name. */
    boolean isFunctionWord() {
        return switch (this) {
            case START, END_WORD, STEP, RANGE, MAX_OF, MIN_OF -> true;
            default -> false;
        };
    }
}
