package dev.signalbox.compile.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.loki.RunningLoki;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A real Loki takes what goldens say of it: a file that it refuses, it refuses for all tenants. */
class LokiAcceptsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String REFUSED = """
            overrides: {production: {retention_stream: [{selector: '{a="b"}', period: 23h}]}}
            """;

    @Test
    void everyGolden() throws IOException {
        List<String> files = overridesOfGoldens();
        assertThat(files).isNotEmpty();
        try (RunningLoki loki = RunningLoki.start(RunningLoki.Setup.USUAL)) {
            loki.overrides(REFUSED);
            assertThat(Deadline.in(SOON).until(() -> !loki.reloaded()))
                    .as("a wrong file is seen")
                    .isTrue();
            for (String file : files) {
                loki.overrides(file);
                assertThat(Deadline.in(SOON).until(loki::reloaded)).as(file).isTrue();
                loki.overrides(REFUSED);
                assertThat(Deadline.in(SOON).until(() -> !loki.reloaded())).isTrue();
            }
        }
    }

    private static List<String> overridesOfGoldens() throws IOException {
        try (Stream<Path> goldens = Files.walk(Path.of("src/test/resources/golden"))) {
            return goldens.filter(path -> path.endsWith("expected.yaml"))
                    .flatMap(LokiAcceptsIT::manifests)
                    .filter(ConfigMap.class::isInstance)
                    .flatMap(manifest -> ((ConfigMap) manifest).getData().values().stream())
                    .filter(text -> text.startsWith("overrides:"))
                    .toList();
        }
    }

    private static Stream<Object> manifests(Path golden) {
        try {
            Object manifests = new KubernetesSerialization().unmarshal(Files.newInputStream(golden));
            return manifests instanceof List<?> list ? list.stream().map(Object.class::cast) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
