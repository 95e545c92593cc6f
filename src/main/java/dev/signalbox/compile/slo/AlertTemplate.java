package dev.signalbox.compile.slo;

import dev.signalbox.promql.Expr;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pieces of the Go templates from which Prometheus writes an alert's texts, each time that it evaluates the alert. Their
 * queries look at the alert's own group only, and may find nothing: every piece is right then as well.
 *
 * @param identity whose alert it is
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/template_reference/">Template reference</a>
 */
record AlertTemplate(Identity identity) {
    /** The value of a query, once {@link #with} has found one. */
    static final String PERCENTAGE = "{{ . | first | value | humanizePercentage }}";

    /**
     * Text that stays as it is when it is taken for a template; an unescaped brace pair would make the whole rule file
     * unloadable.
     */
    static String plain(String text) {
        return text.replace("{{", "{{\"{{\"}}");
    }

    /** One of the SLO's series, of the alert's group. */
    Expr series(String name) {
        List<LabelMatcher> group = new ArrayList<>();
        for (String label : identity.groupBy()) {
            group.add(LabelMatcher.equal(label, argument(group.size() + 1)));
        }
        return identity.series(name, group);
    }

    /** A piece that is written only where the query gives something. */
    String with(Expr query, String then) {
        return "{{ with " + run(query) + " }}" + then + "{{ end }}";
    }

    /** A piece that is written where the query gives something, and another where it does not. */
    String with(Expr query, String then, String otherwise) {
        return "{{ with " + run(query) + " }}" + then + "{{ else }}" + otherwise + "{{ end }}";
    }

    /** Which group it is about, in brackets; nothing for an SLO without groups. */
    String group() {
        return identity.groupBy().isEmpty()
                ? ""
                : identity.groupBy().stream()
                        .map(label -> label + "={{ $labels." + label + " }}")
                        .collect(Collectors.joining(", ", " [", "]"));
    }

    /** What a query was printed with in place of a label's value becomes a verb of {@code printf}, which quotes. */
    private String run(Expr query) {
        String text = PromqlPrinter.print(query);
        List<String> groupBy = identity.groupBy();
        if (groupBy.isEmpty()) {
            return "query `" + text + "`";
        }
        for (int i = 1; i <= groupBy.size(); i++) {
            text = text.replace('"' + argument(i) + '"', argument(i));
        }
        String values = groupBy.stream().map(label -> "$labels." + label).collect(Collectors.joining(" "));
        return "printf `" + text + "` " + values + " | query";
    }

    private static String argument(int position) {
        return "%[" + position + "]q";
    }
}
