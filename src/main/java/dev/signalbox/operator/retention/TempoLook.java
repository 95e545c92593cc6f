package dev.signalbox.operator.retention;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.StackTraces;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.tempo.TempoHttp;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.compile.retention.TempoOverrides;
import dev.signalbox.model.retention.TempoLimits;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.access.Known;
import dev.signalbox.status.Verdict;
import dev.signalbox.status.retention.FileState;
import dev.signalbox.status.retention.TempoEvidence;
import dev.signalbox.status.retention.TempoVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks Tempo what it goes by. For one thread. */
public final class TempoLook implements AutoCloseable {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 2L << 20, 1, 2);

    private final BackendAccess accesses;
    private final PublishedRetention published;
    private Optional<Open> open = Optional.empty();
    private Optional<Told> told = Optional.empty();

    private record Open(Endpoint endpoint, TempoHttp server) {}

    /** @param since when it was first wanted */
    private record Told(TempoOverrides wanted, Instant since) {}

    public TempoLook(BackendAccess accesses, PublishedRetention published) {
        this.accesses = accesses;
        this.published = published;
    }

    /**
     * Of what services ask for; nothing where none does.
     *
     * @param plan what servers are to be told, by what is known of them
     */
    Optional<Verdict> look(ObservabilityStack resource, Supplier<RetentionPlan> plan, Instant now) {
        Optional<TempoOverrides> before = plan.get().tempo();
        if (before.isEmpty()) {
            close();
            told = Optional.empty();
            return Optional.empty();
        }
        TempoEvidence evidence = evidence(resource, before.get().tenant());
        TempoOverrides wanted = plan.get().tempo().orElseThrow(); // again: its defaults may be known now
        if (told.filter(known -> known.wanted().equals(wanted)).isEmpty()) {
            told = Optional.of(new Told(wanted, now));
        }
        FileState state = wanted.file().map(published::of).orElseGet(FileState.Written::new);
        boolean patient = now.isBefore(told.orElseThrow().since().plus(LokiLook.PATIENCE));
        return Optional.of(TempoVerdict.of(wanted, evidence, state, patient));
    }

    private TempoEvidence evidence(ObservabilityStack resource, String tenant) {
        StackTraces traces = resource.getSpec().traces();
        if (traces.type() == StackTraces.Type.OTLP) {
            return new TempoEvidence.Nobody(
                    "spec.traces.type: OTLP names a server that can't be told how long to keep traces");
        }
        if (traces.queryUrl() == null) {
            return new TempoEvidence.Nobody("nobody can be asked how long traces are kept; write spec.traces.queryUrl");
        }
        Optional<EndpointAuth> auth = Optional.ofNullable(traces.auth());
        return switch (accesses.of(resource.getSpec().namespace(), auth)) {
            case Known.Closed(String why) -> new TempoEvidence.Closed(traces.queryUrl() + " can't be asked: " + why);
            case Known.Open(Access access) -> ask(at(new Endpoint(traces.queryUrl(), access)), tenant);
        };
    }

    private TempoEvidence ask(TempoHttp server, String tenant) {
        return switch (server.limits(tenant)) {
            case Answer.Unavailable<TempoLimits>(String why) -> new TempoEvidence.Closed(why);
            case Answer.Given<TempoLimits>(TempoLimits limits) -> {
                published.knownOfTempo(limits.defaults());
                yield new TempoEvidence.Told(
                        limits,
                        switch (server.blockRetention()) {
                            case Answer.Given<Optional<Duration>>(var kept) -> kept;
                            case Answer.Unavailable<Optional<Duration>> _ -> Optional.empty();
                        });
            }
        };
    }

    private TempoHttp at(Endpoint endpoint) {
        if (open.filter(one -> one.endpoint().equals(endpoint)).isEmpty()) {
            if (open.filter(one -> !one.endpoint().url().equals(endpoint.url())).isPresent()) {
                published.forgetTempo();
            }
            close();
            open = Optional.of(new Open(endpoint, new TempoHttp(endpoint, LIMITS)));
        }
        return open.orElseThrow().server();
    }

    /** Questions in flight are broken off. */
    @Override
    public void close() {
        open.ifPresent(one -> one.server().close());
        open = Optional.empty();
    }
}
