package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.ServiceBuilder;
import dev.signalbox.compile.pipeline.Stacks;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.OttlPrinter;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryService.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceAttributionTest {
    private static final String RECOMMENDED = "app.kubernetes.io/";

    @Test
    void servicesThatSelectAlikeAreOneStatement() {
        assertThat(ofShop(service("cart").build(), service("checkout").build()))
                .containsExactly("set(resource.attributes[\"signalbox.service\"], "
                        + "Concat([\"shop\", resource.attributes[\"signalbox.pod.app\"]], \"/\")) "
                        + "where IsMatch(resource.attributes[\"signalbox.pod.app\"], \"^(?:cart|checkout)$\")");
    }

    @Test
    void allLabelsWithTheNameMustHaveIt() {
        assertThat(ofShop(helm("cart").build(), helm("checkout").build()))
                .singleElement()
                .asString()
                .endsWith("where IsMatch(resource.attributes[\"signalbox.pod.app.kubernetes.io/instance\"], "
                        + "\"^(?:cart|checkout)$\") and resource.attributes[\"signalbox.pod.app.kubernetes.io/name\"] == "
                        + "resource.attributes[\"signalbox.pod.app.kubernetes.io/instance\"] and "
                        + "resource.attributes[\"signalbox.pod.tier\"] == \"web\"");
    }

    @Test
    void whoseNameComesFirstStillCountsBetweenShapes() {
        List<String> statements = ofShop(
                service("a").build(),
                service("b").withPods(labels(Map.of("tier", "web"))).build(),
                service("c").build(),
                service("d").build());
        assertThat(statements).hasSize(3);
        assertThat(statements.getFirst()).contains("^(?:c|d)$");
        assertThat(statements.get(1)).startsWith("set(resource.attributes[\"signalbox.service\"], \"shop/b\")");
        assertThat(statements.getLast())
                .as("the last that holds counts")
                .startsWith("set(resource.attributes[\"signalbox.service\"], \"shop/a\")");
    }

    @Test
    void aServiceMoreIsItsNameMore() {
        int size = size(1_000) - size(500);
        assertThat(size / 500).as("bytes each").isLessThan(150);
    }

    private static int size(int services) {
        List<TelemetryService> all = IntStream.range(0, services)
                .mapToObj(i -> service("service-%04d".formatted(i))
                        .withOwner(new Owner(Optional.of("payments"), Optional.of(1), Optional.empty()))
                        .build())
                .toList();
        return AgentConfiguration.of(Stacks.allSignals(), AgentDuties.of(all))
                .text(CollectorVersion.PINNED)
                .length();
    }

    private static List<String> ofShop(TelemetryService... services) {
        OttlPrinter printer = OttlPrinter.in(OttlContext.RESOURCE);
        return ServiceAttribution.ofPods(List.of(services)).getFirst().getFirst().statements().stream()
                .map(printer::print)
                .toList();
    }

    private static ServiceBuilder service(String name) {
        return ServiceBuilder.service("shop", name);
    }

    private static ServiceBuilder helm(String name) {
        return service(name)
                .withPods(labels(Map.of(RECOMMENDED + "name", name, RECOMMENDED + "instance", name, "tier", "web")));
    }

    private static LabelSelection labels(Map<String, String> labels) {
        return new LabelSelection(labels, List.of());
    }
}
