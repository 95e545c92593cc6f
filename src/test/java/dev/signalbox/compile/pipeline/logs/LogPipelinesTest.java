package dev.signalbox.compile.pipeline.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.LogCollection.AttributeValue;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.LogCollection.Format;
import dev.signalbox.model.pipeline.LogCollection.Match;
import dev.signalbox.model.pipeline.LogCollection.Route;
import dev.signalbox.model.pipeline.Redaction.Custom;
import dev.signalbox.model.pipeline.TelemetryService;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What log pipelines are written as; {@code -Dgolden.update=true} rewrites what is expected. */
class LogPipelinesTest {
    private static final Path GOLDENS = Path.of("src/test/resources/collector");
    private static final List<Format> FORMATS = List.of(Format.values());

    @TestFactory
    Stream<DynamicTest> goldens() {
        return Map.of("agent-logs.yaml", ExampleLogs.agent(), "gateway-logs.yaml", ExampleLogs.gateway())
                .entrySet()
                .stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(), () -> holds(GOLDENS.resolve(file.getKey()), text(file.getValue()))));
    }

    @Test
    void statementsGrowWithDifferentWishesNotWithServices() {
        assertThat(text(ExampleLogs.agent(ExampleLogs.services(services(1_000))))
                        .lines()
                        .count())
                .isEqualTo(text(ExampleLogs.agent(ExampleLogs.services(services(3))))
                        .lines()
                        .count());
    }

    @Test
    void withoutAnArchiveNothingIsLost() {
        assertThat(LogReading.of(ExampleLogs.services(), false).logStatements().toString())
                .doesNotContain("value=Archive");
        assertThat(AgentLogs.remarks(ExampleLogs.services(), false).bySubject())
                .containsOnlyKeys(Subject.service(new ResourceName("shop", "checkout")));
        assertThat(AgentLogs.remarks(ExampleLogs.services(), true)).isEqualTo(Remarks.NONE);
    }

    private static TelemetryService[] services(int number) {
        Route audit = new Route(
                new Match(Optional.of(new AttributeValue("logger", "audit")), Optional.empty()),
                Destination.ARCHIVE,
                BigDecimal.valueOf(100));
        return IntStream.range(0, number)
                .mapToObj(i -> ExampleLogs.service(
                        "n" + i,
                        "s" + i,
                        new LogCollection(
                                FORMATS.get(i % FORMATS.size()),
                                true,
                                List.of(new Custom("iban", "[A-Z]{2}[0-9]{20}")),
                                List.of(audit))))
                .toArray(TelemetryService[]::new);
    }

    private static String text(List<Pipeline> pipelines) {
        return CollectorService.configuration(pipelines).text(CollectorVersion.PINNED);
    }

    private static void holds(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, wanted);
        }
        assertThat(file)
                .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=LogPipelinesTest")
                .hasContent(wanted);
    }
}
