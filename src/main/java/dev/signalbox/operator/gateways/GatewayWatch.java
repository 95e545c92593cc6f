package dev.signalbox.operator.gateways;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.compile.pipeline.stack.StackCompiler;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryStackReader;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.status.OverlayEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks the server that scrapes gateways, every half a minute, what they run and what they have to do. */
public final class GatewayWatch implements AutoCloseable {
    private static final OverlayEvidence NOT_YET = new OverlayEvidence.Unknown("nobody was asked yet");
    private static final OverlayEvidence NOBODY =
            new OverlayEvidence.Unknown("spec.metrics.queryUrl of the stack names nobody to ask");

    private final Supplier<Optional<ObservabilityStack>> stack;
    private final Supplier<Channel> named;
    private final BooleanSupplier mayAsk;
    private final Runnable onNews;
    private final GatewayScaler scaler;
    private final Duration every;
    private final Loop loop;
    private volatile OverlayEvidence evidence = NOT_YET;
    private final OpenServer open = new OpenServer(Limits.BRIEF);

    /**
     * @param stack the one in use
     * @param named by it
     * @param mayAsk this replica is the one that works
     * @param onNews called when gateways run something else than at the last look
     * @param scaler told what there is to know
     * @param every between two looks
     */
    public GatewayWatch(
            Supplier<Optional<ObservabilityStack>> stack,
            Supplier<Channel> named,
            BooleanSupplier mayAsk,
            Runnable onNews,
            GatewayScaler scaler,
            Duration every,
            Loops loops) {
        this.stack = stack;
        this.named = named;
        this.mayAsk = mayAsk;
        this.onNews = onNews;
        this.scaler = scaler;
        this.every = every;
        this.loop = loops.loop("gateways");
    }

    public void start() {
        loop.every(every, every, "look at the gateways", this::look);
    }

    /** What gateways said they run, at the last look. */
    public OverlayEvidence overlays() {
        return evidence;
    }

    @Override
    public void close() {
        loop.close();
        open.close();
    }

    private void look() {
        if (mayAsk.getAsBoolean()) {
            stack.get().ifPresent(this::look);
        }
    }

    private void look(ObservabilityStack resource) {
        if (!(TelemetryStackReader.read(resource) instanceof Reading.Read<TelemetryStack>(TelemetryStack meant))
                || !StackCompiler.hasCollectors(meant)) {
            return;
        }
        switch (named.get()) {
            case Channel.None _ -> heard(NOBODY);
            case Channel.Closed(String why) -> heard(new OverlayEvidence.Unknown(why));
            case Channel.Servers servers -> {
                QueryServer server = open.at(servers.queries());
                heard(GatewayQueries.overlays(server, meant.namespace()));
                scaler.look(resource, meant, server, Instant.now());
            }
        }
    }

    private void heard(OverlayEvidence news) {
        if (!news.equals(evidence)) {
            evidence = news;
            onNews.run();
        }
    }
}
