package dev.signalbox.compile.dashboard.grafana;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import java.util.Optional;

/** What a panel asks. Who is asked is a variable of the dashboard. */
public sealed interface Query {

    /**
     * Of metrics.
     *
     * @param promql with Grafana's variables
     * @param legend what a series is called, {@code {{label}}} in it; empty where the panel has no legend
     * @param kind a series, or the values of now
     * @param exemplars whether traces of single requests are shown on it
     * @param step the least time between two points
     */
    record Metrics(String promql, String legend, Kind kind, boolean exemplars, Optional<String> step) implements Query {
        public Metrics withExemplars() {
            return new Metrics(promql, legend, kind, true, step);
        }

        public Metrics every(String least) {
            return new Metrics(promql, legend, kind, exemplars, Optional.of(least));
        }
    }

    /** What comes back. */
    enum Kind {
        /** Values over time. */
        SERIES,
        /** The values at the end of the dashboard's time, one a series. */
        NOW,
        /** The same as a table, with a column for each label. */
        TABLE
    }

    /**
     * Of logs.
     *
     * @param logql with Grafana's variables
     * @param legend what a series is called; empty for lines
     * @param kind {@code SERIES} for lines and for values over time
     * @param lines at most
     */
    record Logs(String logql, String legend, Kind kind, int lines) implements Query {}

    /**
     * Of traces.
     *
     * @param traceql with Grafana's variables
     * @param limit traces at most
     */
    record Traces(String traceql, int limit) implements Query {}

    /** Values over time. */
    static Metrics series(String promql, String legend) {
        return new Metrics(promql, legend, Kind.SERIES, false, Optional.empty());
    }

    /** Values over time. */
    static Metrics series(Expr promql, String legend) {
        return series(PromqlPrinter.print(promql), legend);
    }

    /** Values of now. */
    static Metrics now(String promql, String legend) {
        return new Metrics(promql, legend, Kind.NOW, false, Optional.empty());
    }

    /** Values of now. */
    static Metrics now(Expr promql, String legend) {
        return now(PromqlPrinter.print(promql), legend);
    }

    /** Values of now as a table. */
    static Metrics table(String promql) {
        return new Metrics(promql, "", Kind.TABLE, false, Optional.empty());
    }
}
