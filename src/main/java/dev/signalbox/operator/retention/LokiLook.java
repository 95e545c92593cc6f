package dev.signalbox.operator.retention;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.loki.LokiHttp;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.compile.pipeline.logs.LogLabels;
import dev.signalbox.compile.retention.LokiOverrides;
import dev.signalbox.compile.retention.RetentionPlan;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.KnownBackends;
import dev.signalbox.facts.LokiDefaults;
import dev.signalbox.facts.LokiDefaults.LevelLabel;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.retention.LokiSettings;
import dev.signalbox.model.retention.TenantLimits;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.access.Known;
import dev.signalbox.status.Reason;
import dev.signalbox.status.Verdict;
import dev.signalbox.status.retention.FileState;
import dev.signalbox.status.retention.LokiEvidence;
import dev.signalbox.status.retention.LokiVerdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** Asks Loki what it goes by. For one thread. */
public final class LokiLook implements AutoCloseable {
    /** A kubelet takes up to two minutes to give a pod a changed ConfigMap; Loki then looks every ten seconds. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final long LARGEST_ANSWER = 2L << 20;
    /** Nobody's name: what holds for it holds for all of whom nothing is said. */
    private static final String NOBODY = "signalbox-nobody";

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), LARGEST_ANSWER, 1, 2);

    private final BackendAccess accesses;
    private final PublishedRetention published;
    private final Limits limits;
    private Optional<Open> open = Optional.empty();
    private Optional<Told> told = Optional.empty();

    private record Open(Endpoint endpoint, LokiHttp server) {}

    /** @param since when it was first wanted */
    private record Told(LokiOverrides wanted, Instant since) {}

    public LokiLook(BackendAccess accesses, PublishedRetention published) {
        this(accesses, published, LIMITS);
    }

    LokiLook(BackendAccess accesses, PublishedRetention published, Limits limits) {
        this.accesses = accesses;
        this.published = published;
        this.limits = limits;
    }

    /**
     * What was seen.
     *
     * @param plan what servers are to be told, with what is known of them now
     * @param stack of everything that Loki was told; nothing: it was told nothing
     * @param services of what each asked for
     * @param awaiting whether it is worth while to look again soon
     */
    record Seen(
            RetentionPlan plan, Optional<Verdict> stack, SortedMap<ResourceName, Verdict> services, boolean awaiting) {}

    Seen look(ObservabilityStack resource, TelemetryStack stack, ServiceClaims claims, Instant now) {
        RetentionPlan before = plan(stack, claims);
        if (before.loki().isEmpty()) {
            close();
            told = Optional.empty();
            return new Seen(before, Optional.empty(), Collections.emptySortedMap(), false);
        }
        LokiEvidence evidence = evidence(resource, stack);
        RetentionPlan plan = plan(stack, claims); // again: what Loki itself says may be known now
        LokiOverrides wanted = plan.loki().orElseThrow();
        if (told.filter(known -> known.wanted().equals(wanted)).isEmpty()) {
            told = Optional.of(new Told(wanted, now));
        }
        FileState file = plan.kept().map(_ -> kept(wanted)).orElseGet(() -> published.of(wanted.file()));
        boolean patient = now.isBefore(told.orElseThrow().since().plus(PATIENCE));
        LokiVerdicts verdicts = new LokiVerdicts(wanted, evidence, file, patient);
        Verdict overall = verdicts.overall();
        if (!wanted.file().isOurs() && overall.truth() != Verdict.Truth.TRUE) {
            published.doubt();
        }
        return new Seen(
                plan,
                Optional.of(overall),
                verdicts.services(),
                overall.reason().equals(Reason.AWAITING_RELOAD.text()));
    }

    private static FileState kept(LokiOverrides wanted) {
        return new FileState.Refused(
                wanted.isTooLarge()
                        ? "what Loki is to be told is larger than a ConfigMap holds, so it stays as it was; let services of a namespace ask for equal periods"
                        : "Loki does not tell its own rules (GET /config), which a tenant's would replace, so nothing is written; let the operator ask for them");
    }

    /** What servers are to be told, by what is known of them now. */
    RetentionPlan plan(TelemetryStack stack, ServiceClaims claims) {
        return RetentionPlan.of(
                stack,
                claims,
                ClusterFacts.WITHOUT_CLUSTER.with(
                        new KnownBackends(published.loki(), published.tempo(), Optional.empty())));
    }

    private LokiEvidence evidence(ObservabilityStack resource, TelemetryStack stack) {
        var loki = stack.backends().logs().orElseThrow();
        Optional<EndpointAuth> auth =
                Optional.ofNullable(resource.getSpec().logs().auth());
        return switch (accesses.of(stack.namespace(), auth)) {
            case Known.Closed(String why) -> new LokiEvidence.Closed(loki.address() + " can't be asked: " + why);
            case Known.Open(Access access) ->
                ask(
                        at(new Endpoint(resource.getSpec().logs().lokiUrl(), access)),
                        loki.tenant().orElse(LokiOverrides.NO_TENANT));
        };
    }

    private LokiEvidence ask(LokiHttp server, String tenant) {
        return switch (server.limits(tenant)) {
            case Answer.Unavailable<TenantLimits>(String why) -> new LokiEvidence.Closed(why);
            case Answer.Given<TenantLimits>(TenantLimits shown) -> {
                Optional<LokiSettings> settings = given(server.configuration());
                settings.map(LokiSettings::defaults)
                        .or(() -> given(server.limits(NOBODY)))
                        .ifPresent(all -> published.knownOfLoki(defaults(all)));
                yield new LokiEvidence.Told(
                        shown, settings, given(server.reloaded()).flatMap(read -> read));
            }
        };
    }

    private static LokiDefaults defaults(TenantLimits all) {
        return new LokiDefaults(
                all.rules(),
                all.labels().attributes().contains(LogLabels.LEVEL)
                        ? LevelLabel.IS_THERE
                        : all.labels().usual() ? LevelLabel.CAN_BE_MADE : LevelLabel.IS_MISSING);
    }

    private static <T> Optional<T> given(Answer<T> answer) {
        return switch (answer) {
            case Answer.Given<T>(T value) -> Optional.of(value);
            case Answer.Unavailable<T> _ -> Optional.empty();
        };
    }

    private LokiHttp at(Endpoint endpoint) {
        if (open.filter(one -> one.endpoint().equals(endpoint)).isEmpty()) {
            boolean another = open.filter(one -> !one.endpoint().url().equals(endpoint.url()))
                    .isPresent();
            close();
            if (another) {
                published.forgetLoki();
            }
            open = Optional.of(new Open(endpoint, new LokiHttp(endpoint, limits)));
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
