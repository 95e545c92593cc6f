package dev.signalbox.operator.retention;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.compile.retention.MetricTiers;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.status.Verdict;
import dev.signalbox.status.retention.MetricVerdict;
import java.util.Map;
import java.util.Optional;

/** Asks a server of metrics with which flags it was started. For one thread. */
public final class MetricLook implements AutoCloseable {
    private final OpenServer open = new OpenServer(Limits.BRIEF);

    Optional<Verdict> look(TelemetryStack stack, Channel metrics) {
        return MetricTiers.of(stack.retention().metrics())
                .map(wanted -> wanted.flag().isEmpty()
                        ? MetricVerdict.of(
                                wanted, Optional.empty(), "the server does not tell how long it keeps samples")
                        : look(wanted, metrics));
    }

    private Verdict look(MetricTiers wanted, Channel metrics) {
        return switch (metrics) {
            case Channel.None _ ->
                MetricVerdict.of(wanted, Optional.empty(), "spec.metrics.queryUrl names nobody to ask");
            case Channel.Closed(String why) -> MetricVerdict.of(wanted, Optional.empty(), why);
            case Channel.Servers servers ->
                switch (open.at(servers.queries()).flags()) {
                    case Answer.Given<Map<String, String>>(var flags) ->
                        MetricVerdict.of(wanted, Optional.of(flags), "");
                    case Answer.Unavailable<Map<String, String>>(String why) ->
                        MetricVerdict.of(wanted, Optional.empty(), why);
                };
        };
    }

    @Override
    public void close() {
        open.close();
    }
}
