package dev.signalbox.operator.gateways;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.compile.pipeline.gateway.QueuesUnderWay;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.Promql;
import dev.signalbox.promql.PromqlPrinter;
import dev.signalbox.status.OverlayEvidence;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is asked of a server that scrapes gateways. */
final class GatewayQueries {
    private static final String POD = "pod";
    private static final String HASH = "hash";
    private static final String EXPORTER = "exporter";

    private GatewayQueries() {}

    /**
     * Which sampling file each gateway runs.
     *
     * @param namespace of the gateways
     */
    static OverlayEvidence overlays(QueryServer server, String namespace) {
        VectorSelector told = Promql.metric("signalbox_overlay_info", equal("namespace", namespace));
        String query = PromqlPrinter.print(Promql.maxBy(List.of(POD, HASH), told));
        return switch (server.query(query)) {
            case Answer.Unavailable<List<Sample>>(String why) -> new OverlayEvidence.Unknown(why);
            case Answer.Given<List<Sample>>(List<Sample> samples) -> {
                SortedMap<String, String> running = new TreeMap<>();
                samples.stream()
                        .filter(sample -> sample.labels().containsKey(POD)
                                && sample.labels().containsKey(HASH))
                        .forEach(sample -> running.put(
                                sample.labels().get(POD), sample.labels().get(HASH)));
                yield running.isEmpty()
                        ? new OverlayEvidence.Unknown(
                                "the server of spec.metrics.queryUrl has no series of them; does it"
                                        + " take in PodMonitor signalbox-reloaders?")
                        : new OverlayEvidence.Heard(running);
            }
        };
    }

    /** Whether a gateway has more to send than what is under way; nothing: it is not known. */
    static Optional<Boolean> backlog(QueryServer server, String namespace, String pod) {
        VectorSelector size =
                Promql.metric("otelcol_exporter_queue_size", equal("namespace", namespace), equal(POD, pod));
        String query = PromqlPrinter.print(Promql.maxBy(List.of(EXPORTER), size));
        return server.query(query) instanceof Answer.Given<List<Sample>>(List<Sample> queues) && !queues.isEmpty()
                ? Optional.of(queues.stream()
                        .anyMatch(queue -> !(queue.value()
                                <= QueuesUnderWay.bytes(queue.labels().getOrDefault(EXPORTER, "")))))
                : Optional.empty();
    }

    private static LabelMatcher equal(String label, String value) {
        return new LabelMatcher(label, LabelMatcher.Op.EQUAL, value);
    }
}
