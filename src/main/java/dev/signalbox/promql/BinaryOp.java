package dev.signalbox.promql;

/** The binary operators. */
public enum BinaryOp {
    OR("or", 1, Kind.SET),
    AND("and", 2, Kind.SET),
    UNLESS("unless", 2, Kind.SET),
    EQUAL("==", 3, Kind.COMPARISON),
    NOT_EQUAL("!=", 3, Kind.COMPARISON),
    LESS("<", 3, Kind.COMPARISON),
    LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
    GREATER(">", 3, Kind.COMPARISON),
    GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
    /** Drops the observations of a native histogram that lie above. */
    TRIM_UPPER("</", 3, Kind.ARITHMETIC),
    /** Drops the observations of a native histogram that lie below. */
    TRIM_LOWER(">/", 3, Kind.ARITHMETIC),
    ADD("+", 4, Kind.ARITHMETIC),
    SUBTRACT("-", 4, Kind.ARITHMETIC),
    MULTIPLY("*", 5, Kind.ARITHMETIC),
    DIVIDE("/", 5, Kind.ARITHMETIC),
    MODULO("%", 5, Kind.ARITHMETIC),
    ATAN2("atan2", 5, Kind.ARITHMETIC),
    POWER("^", 6, Kind.ARITHMETIC);

    /** A sign binds like a multiplication: {@code -a ^ b} is {@code -(a ^ b)}, {@code -a * b} is {@code (-a) * b}. */
    static final int SIGN_PRECEDENCE = 5;

    private enum Kind {
        SET,
        COMPARISON,
        ARITHMETIC
    }

    private final String symbol;
    private final int precedence;
    private final Kind kind;

    BinaryOp(String symbol, int precedence, Kind kind) {
        this.symbol = symbol;
        this.precedence = precedence;
        this.kind = kind;
    }

    /** As written in PromQL. */
    public String symbol() {
        return symbol;
    }

    /** How tightly it binds: 1 ({@code or}) to 6 ({@code ^}). */
    public int precedence() {
        return precedence;
    }

    /** Whether {@code a op b op c} is {@code a op (b op c)}. */
    public boolean isRightAssociative() {
        return this == POWER;
    }

    /** Whether it is {@code and}, {@code or} or {@code unless}: between instant vectors only. */
    public boolean isSet() {
        return kind == Kind.SET;
    }

    /** Whether it filters, or gives 0 and 1 with {@code bool}. */
    public boolean isComparison() {
        return kind == Kind.COMPARISON;
    }
}
