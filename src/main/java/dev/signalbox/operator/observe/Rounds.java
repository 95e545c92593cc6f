package dev.signalbox.operator.observe;

import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks the servers that the stack names, once a minute for all SLOs. */
public final class Rounds implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** While something is awaited, and as long as the answer is a small one. */
    private static final Duration SOONER = Duration.ofSeconds(10);

    /** About a megabyte. */
    private static final int FEW_RULES = 2_000;

    private static final Duration TICK = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final Supplier<Channel> named;
    private final BooleanSupplier mayAsk;
    private final SloObserver observer;
    private final ServerVersion version;
    private final Runnable onOtherVersion;
    private final ScrapeIntervals scrapeIntervals = new ScrapeIntervals();
    private final MissingCells missingCells = new MissingCells();
    private final Loop loop;
    private Channel channel = new Channel.None();
    private Optional<Servers> servers = Optional.empty();
    private Instant last = Instant.EPOCH;
    private int rules = Integer.MAX_VALUE;

    private record Servers(PrometheusHttp rules, PrometheusHttp queries) implements AutoCloseable {
        @Override
        public void close() {
            rules.close();
            queries.close();
        }
    }

    /**
     * @param client for what the cluster says of the servers
     * @param named by the stack
     * @param mayAsk this replica is the one that works
     * @param version told what the server says of itself
     * @param onOtherVersion called when that changes what rules are to be
     */
    public Rounds(
            KubernetesClient client,
            Supplier<Channel> named,
            BooleanSupplier mayAsk,
            SloObserver observer,
            ServerVersion version,
            Runnable onOtherVersion,
            Loops loops) {
        this.client = client;
        this.named = named;
        this.mayAsk = mayAsk;
        this.observer = observer;
        this.version = version;
        this.onOtherVersion = onOtherVersion;
        this.loop = loops.loop("rounds");
    }

    public void start() {
        loop.every(TICK, TICK, "ask what became of the rules", this::tick);
    }

    @Override
    public void close() {
        loop.close();
        servers.ifPresent(Servers::close);
    }

    private void tick() {
        follow(named.get());
        Instant now = Instant.now();
        Duration pause = observer.isAwaiting() && rules < FEW_RULES ? SOONER : EVERY;
        if (mayAsk.getAsBoolean() && !now.isBefore(last.plus(pause))) {
            last = now;
            ask(now);
        }
    }

    private void follow(Channel wanted) {
        if (wanted.equals(channel)) {
            return;
        }
        servers.ifPresent(Servers::close);
        servers = wanted instanceof Channel.Servers(var rulesAt, var queriesAt)
                ? Optional.of(new Servers(new PrometheusHttp(rulesAt), new PrometheusHttp(queriesAt)))
                : Optional.empty();
        boolean elsewhere = !(wanted instanceof Channel.Servers servers && servers.isAt(channel));
        channel = wanted;
        if (!elsewhere) {
            return; // other credentials: what was heard still counts
        }
        last = Instant.EPOCH;
        rules = 0;
        observer.startOver();
        scrapeIntervals.startOver();
        missingCells.startOver();
    }

    private void ask(Instant now) {
        switch (channel) {
            case Channel.None _ -> {}
            case Channel.Closed closed -> observer.accept(Round.failed(closed.why()), now);
            case Channel.Servers(Endpoint rulesAt, var _) -> {
                Servers open = servers.orElseThrow();
                Round round = Round.of(open.rules(), open.queries(), observer.fingerprints());
                rules = round.size();
                observer.accept(
                        round.with(
                                observer.lacksRules(round) ? RuleSelections.of(client) : RuleSelections.UNKNOWN,
                                Buckets.ask(observer.dark(round), open.queries()),
                                scrapeIntervals.ask(observer.probes(round), open.queries()),
                                missingCells.ask(observer.windowDays(), open.queries(), now)),
                        now);
                if (round.isHeard() && version.heard(rulesAt, open.rules().identity())) {
                    onOtherVersion.run();
                }
            }
        }
    }
}
