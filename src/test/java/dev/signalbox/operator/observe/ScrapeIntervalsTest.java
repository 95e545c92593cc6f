package dev.signalbox.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.compile.slo.SloCompiler;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeIntervalsTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final ScrapeIntervals intervals = new ScrapeIntervals();
    private final List<String> asked = new ArrayList<>();

    @Test
    void aProbeIsMadeOfWhatTheLedgerReads() {
        assertThat(probe("ratio: {errors: 'errors_total', total: 'all_total{a=\"b\"}'}"))
                .contains(new ScrapeProbe(
                        "max(count_over_time(all_total{a=\"b\"}[9m59s999ms]) and all_total{a=\"b\"} and all_total{a=\"b\"} "
                                + "offset 10m)",
                        HALF_A_MINUTE));
        assertThat(probe("query: {errors: 'sum(rate(e[$window]))', total: 'sum(rate(t[$window] offset 1h))'}"))
                .contains(new ScrapeProbe("max(count_over_time(t[9m59s999ms]) and t and t offset 10m)", HALF_A_MINUTE));
        assertThat(probe("latency: {histogram: http_seconds, threshold: 300ms}").map(ScrapeProbe::assumed))
                .contains(HALF_A_MINUTE);
    }

    @Test
    void timeIsJudgedHoweverOftenItIsSeen() {
        assertThat(probe("freshness: {timestamp: last, maxAge: 5m}")).isEmpty();
        assertThat(probe("condition: {query: 'min(up) == 1'}")).isEmpty();
        assertThat(probe("query: {errorRatio: 'avg_over_time(bad[$window])'}")).isEmpty();
    }

    @ParameterizedTest(name = "{0} samples where {1} s are assumed: {2}")
    @CsvSource({
        "20, 30, ''",
        "17, 30, ''",
        "40, 30, PT15S",
        "10, 30, PT1M",
        "40, 15, ''",
        "60, 15, PT10S",
        "10, 60, ''",
        "20, 60, PT30S"
    })
    void anotherIntervalIsToldByTheNumberOfSamples(double samples, int assumed, String told) {
        ScrapeProbe probe = new ScrapeProbe("a", Duration.ofSeconds(assumed));

        assertThat(probe.otherThanAssumed(samples).map(Duration::toString).orElse(""))
                .isEqualTo(told);
    }

    @Test
    void allAreAskedForInTurnAndWhatIsRightAgainIsForgotten() {
        NavigableMap<ResourceName, ScrapeProbe> probes = new TreeMap<>();
        Stream.of("a", "b", "c", "d", "e", "f")
                .forEach(name -> probes.put(new ResourceName("shop", name), new ScrapeProbe(name, HALF_A_MINUTE)));

        assertThat(ask(probes, 40)).hasSize(4);
        assertThat(ask(probes, 40)).hasSize(6).containsValue(Duration.ofSeconds(15));
        assertThat(asked).containsExactly("a", "b", "c", "d", "e", "f", "a", "b");
        assertThat(ask(probes, 20)).containsOnlyKeys(new ResourceName("shop", "a"), new ResourceName("shop", "b"));
        probes.put(new ResourceName("shop", "a"), new ScrapeProbe("a", Duration.ofSeconds(15)));
        probes.remove(new ResourceName("shop", "b"));
        assertThat(intervals.ask(probes, _ -> new Answer.Unavailable<>("away"))).isEmpty();
    }

    private Map<ResourceName, Duration> ask(NavigableMap<ResourceName, ScrapeProbe> probes, double samples) {
        return intervals.ask(probes, query -> {
            asked.add(query);
            return new Answer.Given<>(List.of(new Sample(Map.of(), samples)));
        });
    }

    private static Optional<ScrapeProbe> probe(String sli) {
        SLO resource = YAML.unmarshal("""
                metadata: {name: checkout, namespace: shop}
                spec: {service: checkout, objective: 99.9, sli: {%s}}
                """.formatted(sli), SLO.class);
        Slo slo = ((Reading.Read<Slo>) SloReader.read(resource)).value();
        Compilation.Compiled compiled = (Compilation.Compiled) SloCompiler.compile(slo, ClusterFacts.WITHOUT_CLUSTER);
        return ScrapeProbe.of(RuleObject.groups(compiled.manifests().getFirst()).stream()
                .flatMap(group -> group.getRules().stream()));
    }
}
