package dev.signalbox.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sampling.TrafficSimulation.Minute;
import dev.signalbox.sampling.queries.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference says what the loop does; {@code -Dgolden.update=true} rewrites its figures. */
class AdaptiveReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/sampling-adaptive.md");
    private static final String BEGIN = "<!-- %s: ./mvnw test -Dgolden.update=true -Dtest=AdaptiveReferenceTest -->\n";
    private static final String END = "<!-- end of %s -->\n";

    /** The spans of a bar's one block. */
    private static final int BLOCK = 50;

    @Test
    void itsIncidentIsSimulated() throws IOException {
        isCurrent("figures", figures());
    }

    @Test
    void itsQueriesAreThoseThatAreAsked() throws IOException {
        isCurrent(
                "queries",
                Stream.of(Quantity.values())
                        .map(quantity -> "| %s | `%s` |\n".formatted(quantity.measures(), quantity.query()))
                        .collect(Collectors.joining("", "\n| measures | query |\n| --- | --- |\n", "\n")));
    }

    private static void isCurrent(String part, String content) throws IOException {
        String reference = Files.readString(REFERENCE);
        int from =
                reference.indexOf(BEGIN.formatted(part)) + BEGIN.formatted(part).length();
        int to = reference.indexOf(END.formatted(part));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, reference.substring(0, from) + content + reference.substring(to));
        } else {
            assertThat(reference.substring(from, to))
                    .as("stale; rewrite it with ./mvnw test -Dgolden.update=true -Dtest=AdaptiveReferenceTest")
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsExplained(Reason reason) throws IOException {
        assertThat(Files.readString(REFERENCE)).contains("| `" + reason.text() + "` |");
    }

    private static String figures() {
        TrafficSimulation simulation = Incident.simulate();
        List<Minute> minutes = simulation.run(Incident.MINUTES);
        String rows = IntStream.range(Incident.BEGIN - 2, Incident.MINUTES)
                .filter(minute -> minute < Incident.BEGIN + 5
                        || !minutes.get(minute).decisions().changes().isEmpty()
                        || (minute - Incident.BEGIN) % 10 == 0)
                .mapToObj(minute -> row(simulation, minutes, minute))
                .collect(Collectors.joining());
        return "\n| minute | checkout fails | checkout | why | one of the others | why | kept, spans a second | of it by `keep` | |\n"
                + "| ---: | :---: | ---: | --- | ---: | --- | ---: | ---: | --- |\n" + rows + "\n";
    }

    private static String row(TrafficSimulation simulation, List<Minute> minutes, int minute) {
        ServiceDecision checkout = simulation.decision(minute, "checkout");
        ServiceDecision other = simulation.decision(minute, "s3");
        double kept = minutes.get(minute).kept();
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.3g %% | %s | %.3g %% | %s | %.0f | %.0f | `%s` |\n",
                minute - Incident.BEGIN,
                minute >= Incident.BEGIN && minute < Incident.END ? "yes" : "",
                checkout.percent(),
                checkout.reason().text(),
                other.percent(),
                other.reason().text(),
                kept,
                minutes.get(minute).keptByKeep(),
                "#".repeat((int) Math.round(kept / BLOCK)));
    }
}
