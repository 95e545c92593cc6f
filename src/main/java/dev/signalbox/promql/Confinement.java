package dev.signalbox.promql;

import dev.signalbox.promql.Expr.VectorSelector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Confines expressions to the series of one namespace: each selector gets {@code namespace="<its own>"} beside what it
 * says, and what reads or claims more than selectors tell is refused.
 *
 * @param own what holds a series' namespace
 */
public record Confinement(LabelMatcher own) {
    /** The label that holds a series' namespace. */
    public static final String LABEL = "namespace";

    /** What came of confining an expression. */
    public sealed interface Outcome {
        /** @param expr reads nothing of other namespaces */
        record Confined(Expr expr) implements Outcome {}

        /** @param refusals all there are, at least one, in the order written */
        record Refused(List<Refusal> refusals) implements Outcome {
            public Refused {
                refusals = List.copyOf(refusals);
            }
        }
    }

    /**
     * Why an expression can't be confined.
     *
     * @param message what it must not do, and the part of it that does
     * @param fix what to write instead
     */
    public record Refusal(String message, String fix) {}

    /** To the series of a namespace. */
    public static Confinement to(String namespace) {
        return new Confinement(LabelMatcher.equal(LABEL, namespace));
    }

    /** The expression over the namespace's own series, or everything in it that stands against that. */
    public Outcome confine(Expr expr) {
        List<Refusal> refusals = ExprAnalysis.nodes(expr)
                .flatMap(Confinement::refusals)
                .distinct()
                .toList();
        return refusals.isEmpty()
                ? new Outcome.Confined(ExprRewrite.mapSelectors(expr, this::confined))
                : new Outcome.Refused(refusals);
    }

    /** Whether an expression reads nothing but the namespace's own series, as it stands. */
    public boolean holds(Expr expr) {
        return confine(expr) instanceof Outcome.Confined(Expr same) && same.equals(expr);
    }

    /** A matcher that is there stays, of whatever kind: both have to be met, and so only what is own is read. */
    private VectorSelector confined(VectorSelector selector) {
        return selector.matchers().contains(own) ? selector : selector.with(List.of(own));
    }

    /** Only the name of what is refused, not all that it is of: those may be as many, and as long, as the text allows. */
    private static Stream<Refusal> refusals(Expr node) {
        return Stream.concat(
                readsUntold(node).stream(),
                ExprAnalysis.labelsWrittenBy(node).filter(LABEL::equals).map(_ -> madeUp(node)));
    }

    private static Refusal madeUp(Expr node) {
        return new Refusal(
                "must not make up the label namespace, which tells whose a series is; was made up by "
                        + (node instanceof Expr.Call call ? call.function() : AggregateOp.COUNT_VALUES.symbol()),
                "write another label, e.g. \"origin\"");
    }

    private static Optional<Refusal> readsUntold(Expr node) {
        return node instanceof Expr.Call(String function, var _) && Functions.readsUntoldSeries(function)
                ? Optional.of(new Refusal(
                        "must not use %s, which reads series that no selector names".formatted(function),
                        "join by hand, e.g. 'x * on (job, instance) group_left (version) target_info'"))
                : Optional.empty();
    }
}
