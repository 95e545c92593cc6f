package dev.signalbox.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.Missing;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalCluster.class)
class LocalPrometheusIT {
    @TempDir
    Path directory;

    @Test
    void scrapesTheApiServer(LocalCluster.Namespace namespace) {
        Path executable = Executables.onPath("prometheus")
                .orElseThrow(() -> Missing.prerequisite("prometheus is not on the PATH"));
        try (LocalPrometheus prometheus =
                LocalPrometheus.start(executable, namespace.controlPlane().metrics(), directory)) {
            assertThat(prometheus.value("vector(42)")).hasValue(42);
            assertThat(prometheus.value("no_such_metric")).isEmpty();
            assertThat(Deadline.in(Duration.ofSeconds(40)).until(() -> prometheus
                            .value("up{job=\"apiserver\"} == 1")
                            .isPresent()))
                    .isTrue();
            assertThat(prometheus.value("count(apiserver_request_total) > 0")).isPresent();
        }
    }
}
