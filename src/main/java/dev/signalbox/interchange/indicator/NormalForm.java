package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import dev.signalbox.promql.ExprRewrite;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;

/** Indicators that differ in nothing but how their queries are spelt have one form. */
public final class NormalForm {
    private NormalForm() {}

    /** The indicator with its queries as they are printed. */
    public static Sli of(Sli sli) {
        return new Sli(
                of(sli.ratio()),
                of(sli.latency()),
                of(sli.freshness()),
                of(sli.correctness()),
                sli.condition() == null
                        ? null
                        : new Sli.Condition(text(sli.condition().query())),
                of(sli.query()),
                sli.scrapeInterval());
    }

    private static Sli.Ratio of(Sli.Ratio ratio) {
        return ratio == null ? null : new Sli.Ratio(text(ratio.errors()), text(ratio.good()), text(ratio.total()));
    }

    private static Sli.Latency of(Sli.Latency latency) {
        boolean isNative = latency != null && Boolean.TRUE.equals(latency.nativeHistogram());
        return latency == null
                ? null
                : new Sli.Latency(text(latency.histogram()), latency.threshold(), isNative ? true : null);
    }

    private static Sli.Freshness of(Sli.Freshness freshness) {
        return freshness == null ? null : new Sli.Freshness(text(freshness.timestamp()), freshness.maxAge());
    }

    private static Sli.Correctness of(Sli.Correctness correctness) {
        return correctness == null ? null : new Sli.Correctness(text(correctness.valid()), text(correctness.total()));
    }

    private static Sli.Query of(Sli.Query query) {
        return query == null
                ? null
                : new Sli.Query(text(query.errors()), text(query.total()), text(query.errorRatio()));
    }

    private static String text(String promql) {
        if (promql == null) {
            return null;
        }
        return switch (PromqlParser.parse(WindowTemplate.of(promql).text())) {
            case ParseResult.Parsed(var expr) -> Query.print(ExprRewrite.withoutParens(expr));
            case ParseResult.Fault ignored -> promql;
        };
    }
}
