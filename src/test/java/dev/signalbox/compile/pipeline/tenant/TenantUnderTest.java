package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.testing.collector.AdaptedConfiguration;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.RunningCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The collector of a namespace, as compiled. Replaced: the way to the agent by HTTP; and where what is watched is, as no name of
 * a cluster means anything here.
 */
public final class TenantUnderTest {
    private final AdaptedConfiguration configuration;

    public TenantUnderTest(TelemetryStack stack, List<TelemetryService> services) {
        configuration = AdaptedConfiguration.of(
                TenantConfiguration.of(stack, services, List.of()).text(CollectorVersion.PINNED));
    }

    /** @param settings of the receiver that are others here, every five seconds instead of when it is due */
    public TenantUnderTest asking(String receiver, String settings) {
        configuration.change("receivers", receiver, settings).change("receivers", receiver, "collection_interval: 5s");
        return this;
    }

    public RunningCollector start(CollectorBinary binary, LoopbackAddress agent, Path directory) {
        configuration.replace(
                "exporters", "otlp_grpc/agent", "otlp_http/agent", "{endpoint: \"%s\"}".formatted(agent.otlp()));
        LoopbackAddress address = LoopbackAddress.free();
        return RunningCollector.start(
                binary,
                new RunningCollector.Setup(
                        address,
                        List.of(configuration.write(directory.resolve("tenant.yaml"))),
                        Map.of("K8S_POD_IP", address.host()),
                        directory));
    }
}
