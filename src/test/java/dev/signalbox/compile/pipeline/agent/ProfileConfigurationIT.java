package dev.signalbox.compile.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.model.pipeline.TelemetryService.Instrumentation;
import dev.signalbox.testing.ProgramRun;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real collector says of the configurations of a profiler's pod. Replaced: the receiver that samples, by OTLP. */
class ProfileConfigurationIT {
    private static final String PROFILES = "--feature-gates=+service.profilesSupport";

    private static CollectorBinary binary;

    @TempDir
    Path directory;

    @BeforeAll
    static void build() {
        binary = CollectorBinary.required();
    }

    @Test
    void theOneThatKeepsIsValid() {
        String text = ProfileConfiguration.keeping(
                        List.of(
                                Telemetry.instrumented("shop", "cart", "1", Instrumentation.NONE),
                                Telemetry.instrumented("shop", "checkout", "1", Instrumentation.NONE)),
                        Http.Client.of(Template.text("http://pyroscope:4040")))
                .text(CollectorVersion.PINNED);

        assertValid(AdaptedConfiguration.of(text));
    }

    @Test
    void theOneThatSamplesIsValid() {
        assertValid(AdaptedConfiguration.of(ProfileConfiguration.sampling().text(CollectorVersion.PINNED))
                .replace("receivers", "profiling", "otlp", "{protocols: {grpc: {endpoint: \"127.0.0.1:0\"}}}"));
    }

    private void assertValid(AdaptedConfiguration configuration) {
        ProgramRun run = binary.validate(
                List.of(configuration.write(directory.resolve("profiler.yaml"))),
                Map.of("K8S_POD_IP", "127.0.0.1", "K8S_NODE_NAME", "node-1"),
                PROFILES);

        assertThat(run.exitCode()).as(run.toString()).isZero();
    }
}
