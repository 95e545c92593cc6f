package dev.signalbox.operator.sampling;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.QueryServer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.operator.sampling.SamplingState.Seen;
import dev.signalbox.sampling.Measurements;
import dev.signalbox.sampling.PolicyTargets;
import dev.signalbox.sampling.queries.MeasurementReader;
import dev.signalbox.sampling.queries.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks, and has it decided, once in a while; sooner where somebody else is to be sampled. */
public final class SamplingLoop implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Between two steps, however often the targets change. */
    private static final Duration AT_LEAST = Duration.ofSeconds(5);

    private final Supplier<Channel> named;
    private final BooleanSupplier mayAsk;
    private final PublishedSampling published;
    private final Duration every;
    private final Loop loop;
    private final OpenServer server = new OpenServer(Limits.PATIENT);
    private Instant last = Instant.EPOCH;
    private List<PolicyTargets> lastTargets = List.of();

    /**
     * @param named by the stack
     * @param mayAsk this replica is the one that works
     * @param every between two steps
     */
    public SamplingLoop(
            Supplier<Channel> named, BooleanSupplier mayAsk, PublishedSampling published, Duration every, Loops loops) {
        this.named = named;
        this.mayAsk = mayAsk;
        this.published = published;
        this.every = every;
        this.loop = loops.loop("sampling");
    }

    public void start() {
        loop.every(TICK, TICK, "decide how to sample", this::tick);
    }

    /** Why there is no loop, and what to write; nothing: there is one. */
    public static Optional<String> notAsked(ObservabilityStack stack) {
        return Channel.isNamed(Optional.of(stack))
                ? Optional.empty()
                : Optional.of(
                        "percentages stay as the policy has them, because the stack names nobody who can be asked for"
                                + " measurements; write spec.metrics.queryUrl in ObservabilityStack "
                                + stack.getMetadata().getName() + ", e.g. \"http://prometheus:9090\"");
    }

    private void tick() {
        Instant now = Instant.now();
        List<PolicyTargets> targets = published.current().targets();
        if (mayAsk.getAsBoolean() && isDue(targets, now)) {
            last = now;
            lastTargets = targets;
            ask(named.get(), targets).ifPresent(seen -> published.step(seen, Instant.now()));
        }
    }

    private Optional<Seen> ask(Channel channel, List<PolicyTargets> targets) {
        return switch (channel) {
            case Channel.None _ -> Optional.empty();
            case Channel.Closed(String why) ->
                Optional.of(new Seen(Measurements.NONE, OptionalDouble.empty(), Optional.of(why)));
            case Channel.Servers servers -> Optional.of(ask(server.at(servers.queries()), targets));
        };
    }

    private boolean isDue(List<PolicyTargets> targets, Instant now) {
        return !now.isBefore(last.plus(every)) || !targets.equals(lastTargets) && !now.isBefore(last.plus(AT_LEAST));
    }

    /** A server that could not be asked one thing is not asked for the rest. */
    private static Seen ask(QueryServer server, List<PolicyTargets> targets) {
        Map<Quantity, Answer<List<Sample>>> answers = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            if (targets.isEmpty() && quantity != Quantity.GATEWAY_NEW_TRACES) {
                continue;
            }
            Answer<List<Sample>> answer = server.query(quantity.query());
            answers.put(quantity, answer);
            if (answer instanceof Answer.Unavailable<List<Sample>>(String why)) {
                return seen(answers, Optional.of(why));
            }
        }
        return seen(answers, Optional.empty());
    }

    private static Seen seen(Map<Quantity, Answer<List<Sample>>> answers, Optional<String> unavailable) {
        return new Seen(MeasurementReader.read(answers), MeasurementReader.gatewayNewTraces(answers), unavailable);
    }

    @Override
    public void close() {
        loop.close();
        server.close();
    }
}
