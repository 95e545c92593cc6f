package dev.signalbox.compile.pipeline.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.testing.AnyText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SettingsWriterTest {
    private final SettingsWriter writer = new SettingsWriter(CollectorVersion.PINNED);

    record Inner(String text, Optional<Integer> number) {}

    record Outer(
            String twoWords,
            int http2Count,
            @Key("s3_name") boolean named,
            Duration timeLimit,
            Signal signal,
            Optional<String> absent,
            List<String> none,
            Map<String, String> nobody,
            @Inlined Inner inner,
            @Inlined Optional<Inner> outer) {}

    @Test
    void fieldsAreNamedAsTheCollectorNamesThem() throws Exception {
        Outer settings = new Outer(
                "a",
                1,
                true,
                Duration.ofSeconds(90),
                Signal.TRACES,
                Optional.empty(),
                List.of(),
                Map.of(),
                new Inner("b", Optional.of(2)),
                Optional.empty());

        assertThat(writer.write(settings)).isEqualTo(new ObjectMapper().readTree("""
                        {"two_words": "a", "http2_count": 1, "s3_name": true, "time_limit": "1m30s", "signal": "traces",
                         "text": "b", "number": 2}
                        """));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT10S, 10s",
        "PT24H, 24h",
        "PT1H1M1.5S, 1h1m1s500ms",
        "PT0.0000015S, 1us500ns",
        "PT0.25S, 250ms"
    })
    void durationsAreGos(Duration duration, String text) {
        assertThat(writer.write(duration).textValue()).isEqualTo(text);
    }

    /** Any text, in the file and read back by the collector's rules: as it was, and nothing is looked up. */
    @Test
    void noTextReachesTheEnvironment() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = AnyText.next(random);

            String yaml = ManifestYaml.print(writer.write(Map.of("a", text, "b", List.of(text))));

            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            String whole = AnyText.whole(text);
            assertThat(Expansion.of((String) read.get("a"))).as(yaml).isEqualTo(whole);
            assertThat(read.get("b")).as(yaml).isEqualTo(List.of(read.get("a")));
        }
    }

    @Test
    void onlyTemplatesReachTheEnvironment() {
        assertThat(writer.write(Template.env("POD_IP", ":4317")).textValue()).isEqualTo("${env:POD_IP}:4317");
        assertThat(writer.write(Template.text("${env:POD_IP}")).textValue()).isEqualTo("$${env:POD_IP}");
        assertThatIllegalArgumentException().isThrownBy(() -> Template.env("HOME}${env:PATH"));
        assertThatIllegalArgumentException().isThrownBy(() -> Template.env("POD_IP", "$"));
    }

    @Test
    void refusesWhatCantBeWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(Map.of("a::b", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(Map.of("${env:A}", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(Map.of("", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(new Object()));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .as("two of one name")
                .isThrownBy(() -> writer.write(new Twice("a", new Inner("b", Optional.empty()))));
    }

    record Twice(String text, @Inlined Inner inner) {}
}
