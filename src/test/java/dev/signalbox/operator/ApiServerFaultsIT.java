package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.EmptyCluster;
import dev.signalbox.testing.RunningOperator;
import dev.signalbox.testing.faults.ApiRequest;
import dev.signalbox.testing.faults.ControlPlaneProcess;
import dev.signalbox.testing.faults.Fault;
import dev.signalbox.testing.faults.RequestRates;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One operator lives through all the trouble that an API server can be in, one after the other. After each it holds what was edited
 * meanwhile, has written nothing else, is the same process, and has asked no more often than a bound that a hot loop would break.
 */
@ExtendWith(EmptyCluster.class)
class ApiServerFaultsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    /** Of all it asks together; what turns without a pause asks hundreds. */
    private static final long MOST_PER_SECOND = 120;

    private static final double MOST_ON_AVERAGE = 25;

    private static TroubledCluster cluster;
    private static TroubledShop shop;
    private static RunningOperator operator;

    @BeforeAll
    static void start(ControlPlane controlPlane) throws InterruptedException {
        cluster = TroubledCluster.of(controlPlane);
        shop = new TroubledShop(cluster.namespace());
        operator =
                RunningOperator.start(cluster.kubeconfig(), cluster.namespace().settings());
        shop.fill();
        RequestRates rates = cluster.proxy().count();
        Thread.sleep(SHORT);
        tell("at rest", rates, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theApiServerIsKilledAndStartedAgain() throws Exception {
        ControlPlaneProcess server = cluster.apiServer();
        survive("API server killed", server::kill, Duration.ofSeconds(5), server::startAgain, false);
    }

    @Test
    void everyAnswerTakesTwoSeconds() throws Exception {
        survive("2 s for each answer", SHORT, _ -> new Fault.Delayed(Duration.ofSeconds(2)));
    }

    @Test
    void nothingIsAnswered() throws Exception {
        survive("no answer", LONG, _ -> new Fault.Hung());
    }

    /** Some say when to come back, and some do not. */
    @Test
    void thereIsTooMuchToDo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        survive(
                "429",
                LONG,
                _ -> new Fault.Refused(
                        429, Optional.of(Duration.ofSeconds(1)).filter(_ -> asked.incrementAndGet() % 2 == 0)));
    }

    @Test
    void everythingFails() throws Exception {
        survive("500", LONG, _ -> new Fault.Refused(500));
    }

    @Test
    void writesFail() throws Exception {
        survive("500 for writes", SHORT, request -> request.isWrite() ? new Fault.Refused(500) : Fault.NONE);
    }

    @Test
    void whatIsWatchedAndListedIsTooOld() throws Exception {
        survive("410 in watches and for lists", SHORT, request -> switch (request.verb()) {
            case "watch" -> new Fault.Expired();
            case "list" -> new Fault.Refused(410);
            default -> Fault.NONE;
        });
    }

    @Test
    void watchesAreCutEverySecond() throws Exception {
        survive(
                "watches cut every second",
                LONG,
                request -> request.isWatch() ? new Fault.Cut(Duration.ofSeconds(1)) : Fault.NONE);
    }

    @Test
    void answersAreTruncated() throws Exception {
        survive("answers truncated", SHORT, request -> new Fault.Truncated(request.isWatch() ? 2_000 : 400));
    }

    @Test
    void etcdIsKilledForAMinute() throws Exception {
        ControlPlaneProcess etcd = cluster.etcd();
        survive("etcd killed", etcd::kill, A_MINUTE, etcd::startAgain, false);
    }

    @Test
    void etcdHoldsStill() throws Exception {
        ControlPlaneProcess etcd = cluster.etcd();
        survive("etcd frozen", etcd::freeze, LONG, etcd::thaw, false);
    }

    private static void survive(String fault, Duration lasts, Function<ApiRequest, Fault> what) throws Exception {
        survive(fault, () -> cluster.proxy().begin(what), lasts, cluster.proxy()::end, true);
    }

    /** @param edited while it lasts; else right after */
    private static void survive(String fault, Runnable begin, Duration lasts, Runnable end, boolean edited)
            throws Exception {
        Map<String, String> before = shop.versions();
        int errors = operator.errors().size();
        RequestRates rates = cluster.proxy().count();
        begin.run();
        long began = System.nanoTime();
        Optional<TroubledShop.Edits> meanwhile = edited ? Optional.of(shop.edit()) : Optional.empty();
        Thread.sleep(lasts.minusNanos(System.nanoTime() - began));
        end.run();
        long ended = System.nanoTime();
        TroubledShop.Edits edits = meanwhile.orElseGet(shop::edit);
        shop.await(edits);
        tell(fault, rates, Duration.ofNanos(System.nanoTime() - ended));

        List<String> told = operator.errors().subList(errors, operator.errors().size());
        told.stream().limit(5).forEach(System.out::println);
        assertThat(TroubledShop.untouched(shop.versions(), edits))
                .as("what nobody edited")
                .isEqualTo(TroubledShop.untouched(before, edits));
        assertThat(shop.events(edits.broken())).containsExactly("Warning Invalid");
        assertThat(rates.mostPerSecond())
                .as("requests a second: %s", rates.words(8))
                .isLessThan(MOST_PER_SECOND);
        assertThat(rates.perSecond())
                .as("requests a second: %s", rates.words(8))
                .isLessThan(MOST_ON_AVERAGE);
        assertLives();
        assertThat(told).isEmpty();
    }

    private static void assertLives() throws IOException {
        assertThat(operator.alive()).isTrue();
        assertThat(operator.liveness().statusCode()).isEqualTo(200);
        assertThat(operator.liveness().body()).contains("\"loops\": \"OK\"");
        assertThat(Deadline.in(SOON).until(operator::ready)).isTrue();
    }

    private static void tell(String fault, RequestRates rates, Duration converged) {
        System.out.printf(
                "[fault] %-28s %3d requests in the worst second, %4.1f on average, %4d in all; right %4.1f s later; %s%n",
                fault,
                rates.mostPerSecond(),
                rates.perSecond(),
                rates.total(),
                converged.toMillis() / 1000.0,
                rates.words(4));
    }
}
