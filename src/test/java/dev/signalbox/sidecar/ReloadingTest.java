package dev.signalbox.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sidecar.Attempt.Outcome;
import dev.signalbox.sidecar.Found.CollectorProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each look is at a second of its own; the collector's process begins at 0, and its service is ready at 1. */
class ReloadingTest {
    private static final Instant ZERO = Instant.parse("2026-01-02T03:04:05Z");
    private static final CollectorProcess FIRST = new CollectorProcess(12, ZERO);
    private static final Health UP = up(1);
    private static final Health DOWN = new Health.Failing("connection refused");
    private static final Content OLD = content("old", -10);
    private static final Content NEW = content("new", 100);
    private static final ReloadTiming TIMING =
            new ReloadTiming(Duration.ofSeconds(5), Duration.ofSeconds(7), Duration.ofSeconds(30));

    private Reloading known = Reloading.begin(TIMING);

    @Test
    void whatWasThereBeforeTheProcessBeganIsInEffectOnceItHasServedAWhile() {
        look(2, FIRST, UP, OLD);
        assertThat(known.inEffect()).isFalse();

        assertThat(look(3, FIRST, UP, OLD)).isEmpty();
        assertThat(known.inEffect()).isTrue();
    }

    @Test
    void contentThatCameAfterTheProcessMayNotHaveBeenRead() {
        Content meanwhile = content("meanwhile", 1);
        look(2, FIRST, UP, meanwhile);
        look(60, FIRST, UP, meanwhile);

        assertThat(known.effect()).isEmpty();
        assertThat(known.due(new Observation(at(60), new Found.One(FIRST), UP, meanwhile)))
                .isPresent();
    }

    @Test
    void aChangeIsSignalledOnceItHasSettledAndThePodsTurnHasCome() {
        running();
        look(100, FIRST, UP, NEW);
        assertThat(look(111, FIRST, UP, NEW)).isEmpty();
        assertThat(look(112, FIRST, UP, NEW))
                .hasValueSatisfying(due -> assertThat(due.process()).isEqualTo(FIRST));
    }

    @Test
    void contentThatGoesOnChangingIsLeftAlone() {
        running();
        IntStream.range(100, 200)
                .forEach(second -> assertThat(look(second, FIRST, UP, content("new" + second / 2, second)))
                        .isEmpty());
    }

    @Test
    void theOldContentIsInEffectForAsLongAsItsServiceAnswers() {
        signalled();
        look(113, FIRST, UP, NEW);
        assertThat(effect()).contains("old");
        assertThat(known.inEffect()).isFalse();

        look(114, FIRST, DOWN, NEW);
        assertThat(effect()).isEmpty();
    }

    @Test
    void aServiceThatIsNewAndStaysProvesTheReload() {
        signalled();
        look(114, FIRST, up(113), NEW);
        assertThat(effect()).isEmpty();
        assertThat(known.applied()).isZero();

        look(115, FIRST, up(113), NEW);
        assertThat(effect()).contains("new");
        assertThat(known.inEffect()).isTrue();
        assertThat(known.applied()).isOne();
        assertThat(known.failed()).isZero();
    }

    @Test
    void whatChangedAfterTheSignalIsNotWhatWasProved() {
        signalled();
        Content newer = content("newer", 113);
        look(115, FIRST, up(113), newer);
        assertThat(known.applied()).isOne();
        assertThat(effect()).isEmpty();

        assertThat(look(127, FIRST, up(113), newer)).isPresent();
    }

    @Test
    void contentThatWentAndCameBackMayNotHaveBeenRead() {
        signalled();
        look(113, FIRST, DOWN, OLD);
        look(115, FIRST, up(114), NEW);

        assertThat(effect()).isEmpty();
    }

    @Test
    void aProcessThatEndsHasFailedAndTheNextOneProvesItself() {
        signalled();
        look(113, Optional.empty(), DOWN, NEW);
        assertThat(effect()).isEmpty();
        assertThat(known.failed()).isOne();
        assertThat(reason()).isEqualTo("after SIGHUP to process 12 there is no such process");

        CollectorProcess second = new CollectorProcess(13, at(120));
        look(125, second, up(121), NEW);
        assertThat(effect()).contains("new");
        assertThat(known.failed()).isOne();
        assertThat(known.applied()).isZero();
    }

    @Test
    void aProcessThatWasReplacedBetweenTwoLooksHasFailedToo() {
        signalled();
        look(120, new CollectorProcess(13, at(113)), DOWN, NEW);

        assertThat(reason()).isEqualTo("process 12 ended after SIGHUP, now there is process 13");
    }

    @Test
    void afterTheDeadlineItHasFailedAndIsNotSignalledAgainForTheSameContent() {
        signalled();
        look(141, FIRST, DOWN, NEW);
        assertThat(known.failed()).isZero();
        look(142, FIRST, DOWN, NEW);
        assertThat(known.failed()).isOne();
        assertThat(reason()).isEqualTo("process 12 is not healthy again 30 s after SIGHUP: connection refused");

        IntStream.range(143, 200)
                .forEach(second -> assertThat(look(second, FIRST, UP, NEW)).isEmpty());
        assertThat(look(250, FIRST, UP, content("newer", 200))).isEmpty();
        assertThat(look(262, FIRST, UP, content("newer", 200))).isPresent();
    }

    @Test
    void lateIsInEffectAllTheSame() {
        signalled();
        look(142, FIRST, DOWN, NEW);
        look(150, FIRST, up(147), NEW);

        assertThat(effect()).contains("new");
        assertThat(known.failed()).isOne();
    }

    @Test
    void nobodyIsSignalledWhoMayHaveNoHandlerYet() {
        CollectorProcess young = new CollectorProcess(13, at(100));
        Content later = content("later", 101);
        look(101, young, DOWN, later);
        look(120, young, DOWN, later);
        assertThat(look(121, young, up(120), later)).isEmpty();
        assertThat(look(122, young, up(120), later)).isPresent();
    }

    @Test
    void withoutUpSinceNothingIsProved() {
        Health mute = new Health.Serving(Optional.empty());
        look(3, FIRST, mute, OLD);
        assertThat(look(60, FIRST, mute, OLD)).isEmpty();

        assertThat(effect()).isEmpty();
        assertThat(report(60, mute, OLD).problems()).anyMatch(problem -> problem.contains("upSince"));
    }

    @Test
    void contentThatIsGoneIsNotSignalledAsThatWouldEndTheCollector() {
        running();
        Content gone = new Content.Unreadable("there is no file");
        assertThat(look(100, FIRST, UP, gone)).isEmpty();
        assertThat(look(200, FIRST, UP, gone)).isEmpty();

        assertThat(effect()).contains("old");
        assertThat(report(200, UP, gone).json()).contains("\"onDisk\":null", "\"upToDate\":false");
    }

    @Test
    void aSilentCollectorStillRunsWhatItRanAndAnotherReloadOfItsDoesNotHarm() {
        running();
        look(10, FIRST, DOWN, OLD);
        assertThat(effect()).contains("old");

        look(30, FIRST, up(20), OLD);
        assertThat(effect()).contains("old");
    }

    @Test
    void whoCannotBeSignalledHasFailedAtOnce() {
        running();
        look(100, FIRST, UP, NEW);
        var due = look(112, FIRST, UP, NEW).orElseThrow();
        known = known.signalled(due, at(112), Optional.of("it belongs to another user"));

        assertThat(known.failed()).isOne();
        assertThat(look(113, FIRST, UP, NEW)).isEmpty();
        assertThat(effect()).contains("old");
    }

    @Test
    void tellsPrometheus() {
        assertThat(report(0, UP, OLD).metrics())
                .contains("signalbox_overlay_in_effect 0\n")
                .doesNotContain("{hash=");
        signalled();
        look(115, FIRST, up(113), NEW);

        assertThat(report(115, up(113), NEW).metrics()).isEqualTo("""
                # HELP signalbox_overlay_info The content that the collector is known to run with.
                # TYPE signalbox_overlay_info gauge
                signalbox_overlay_info{hash="new"} 1
                # HELP signalbox_overlay_in_effect Whether the collector runs with what is on disk.
                # TYPE signalbox_overlay_in_effect gauge
                signalbox_overlay_in_effect 1
                # HELP signalbox_overlay_reloads_total Signals to the collector, by what came of them.
                # TYPE signalbox_overlay_reloads_total counter
                signalbox_overlay_reloads_total{result="applied"} 1
                signalbox_overlay_reloads_total{result="failed"} 0
                # HELP signalbox_overlay_last_reload_timestamp_seconds When the last of them was decided.
                # TYPE signalbox_overlay_last_reload_timestamp_seconds gauge
                signalbox_overlay_last_reload_timestamp_seconds 1767323160
                """);
    }

    @Test
    void tellsTheOperatorWithReasons() {
        signalled();
        look(113, Optional.empty(), DOWN, NEW);

        assertThat(new ReloadReport(known, new Observation(at(113), nobody(), DOWN, NEW)).json())
                .isEqualTo("""
                {"onDisk":"new","inEffect":null,"upToDate":false,"reloads":{"applied":0,"failed":1},\
                "lastReload":{"hash":"new","sentAt":"2026-01-02T03:05:57Z","result":"failed","at":"2026-01-02T03:05:58Z",\
                "reason":"after SIGHUP to process 12 there is no such process"},\
                "problems":["there is no such process","connection refused",\
                "after SIGHUP to process 12 there is no such process"]}
                """);
    }

    @Test
    void podsOfOneNameWaitAlikeAndOthersElsewhere() {
        Duration spread = Duration.ofSeconds(20);
        List<Duration> delays = IntStream.range(0, 8)
                .mapToObj(ordinal -> ReloadTiming.delayOf("signalbox-gateway-" + ordinal, spread))
                .toList();

        assertThat(delays).allMatch(delay -> delay.compareTo(spread) < 0 && !delay.isNegative());
        assertThat(delays.stream().map(delay -> delay.toSeconds() / 5).distinct())
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(ReloadTiming.delayOf("signalbox-gateway-0", spread)).isEqualTo(delays.getFirst());
        assertThat(ReloadTiming.delayOf("any", Duration.ZERO)).isZero();
    }

    /** Old content is in effect. */
    private void running() {
        look(3, FIRST, UP, OLD);
        assertThat(known.inEffect()).isTrue();
    }

    /** The first process was signalled at 112 for new content. */
    private void signalled() {
        running();
        look(100, FIRST, UP, NEW);
        var due = look(112, FIRST, UP, NEW).orElseThrow();
        known = known.signalled(due, at(112), Optional.empty());
    }

    private Optional<Reloading.Steady> look(int second, CollectorProcess process, Health health, Content content) {
        return look(second, Optional.of(process), health, content);
    }

    private Optional<Reloading.Steady> look(
            int second, Optional<CollectorProcess> process, Health health, Content content) {
        Found found = process.<Found>map(Found.One::new).orElse(nobody());
        Observation look = new Observation(at(second), found, health, content);
        known = known.after(look);
        return known.due(look);
    }

    private ReloadReport report(int second, Health health, Content content) {
        return new ReloadReport(known, new Observation(at(second), new Found.One(FIRST), health, content));
    }

    private Optional<String> effect() {
        return known.effect().map(Effect::hash);
    }

    private String reason() {
        return ((Outcome.Failed) known.attempt().orElseThrow().outcome()).reason();
    }

    private static Found nobody() {
        return new Found.NotOne("there is no such process");
    }

    private static Health up(int second) {
        return new Health.Serving(Optional.of(at(second)));
    }

    private static Content content(String hash, int second) {
        return new Content.Read(hash, at(second));
    }

    private static Instant at(int second) {
        return ZERO.plusSeconds(second);
    }
}
