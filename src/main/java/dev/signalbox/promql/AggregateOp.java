package dev.signalbox.promql;

import java.util.Locale;
import java.util.Optional;

/** The aggregation operators. */
public enum AggregateOp {
    AVG,
    BOTTOMK(ExprType.SCALAR),
    COUNT,
    COUNT_VALUES(ExprType.STRING),
    GROUP,
    LIMITK(ExprType.SCALAR),
    LIMIT_RATIO(ExprType.SCALAR),
    MAX,
    MIN,
    QUANTILE(ExprType.SCALAR),
    STDDEV,
    STDVAR,
    SUM,
    TOPK(ExprType.SCALAR);

    private final Optional<ExprType> parameter;
    private final String symbol;

    AggregateOp() {
        this(Optional.empty());
    }

    AggregateOp(ExprType parameter) {
        this(Optional.of(parameter));
    }

    AggregateOp(Optional<ExprType> parameter) {
        this.parameter = parameter;
        this.symbol = name().toLowerCase(Locale.ROOT);
    }

    /** As written in PromQL, in lower case. */
    public String symbol() {
        return symbol;
    }

    /** The type of the parameter that comes before the aggregated expression, for those that take one. */
    public Optional<ExprType> parameter() {
        return parameter;
    }

    /** Whether Prometheus accepts it only with {@code --enable-feature=promql-experimental-functions}. */
    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
