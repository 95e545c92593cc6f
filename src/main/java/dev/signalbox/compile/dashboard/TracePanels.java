package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Variable;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.promql.Expr.StringLiteral;
import dev.signalbox.promql.PromqlPrinter;
import java.util.List;

/**
 * Traces of a service that are worth a look. What is slow is the reader's to say.
 *
 * @param spans condition for its spans in TraceQL
 */
record TracePanels(String spans) {
    private static final int MOST = 20;

    /** From when on a request is slow. */
    static final Variable SLOW =
            new Variable.Choice("slow", "Slow from", List.of("500ms", "100ms", "250ms", "1s", "2s", "5s", "10s"));

    static TracePanels of(ServiceKey service) {
        return new TracePanels("resource.service.name=" + quoted(service.service()) + " && resource.k8s.namespace.name="
                + quoted(service.namespace()));
    }

    Panel slow(Size size) {
        return Panel.traces(
                "Slow requests",
                "Traces in which this service took longer than the variable Slow from. Opened, each span leads to its logs.",
                size,
                "{" + spans + " && kind=server && duration>$slow}",
                MOST);
    }

    Panel failed(Size size) {
        return Panel.traces(
                "Failed requests",
                "Traces in which a span of this service has status error.",
                size,
                "{" + spans + " && status=error}",
                MOST);
    }

    /** TraceQL quotes as PromQL does. */
    private static String quoted(String text) {
        return PromqlPrinter.print(new StringLiteral(text));
    }
}
