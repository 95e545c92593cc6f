package dev.signalbox.compile.pipeline.head;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.Local;
import dev.signalbox.compile.pipeline.collector.extension.JaegerRemoteSampling;
import dev.signalbox.compile.pipeline.collector.extension.JaegerRemoteSampling.Source;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.sampling.SamplingPlan;
import dev.signalbox.compile.pipeline.workload.CollectorName;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.compile.pipeline.workload.ConfigurationFiles;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryStack;
import dev.signalbox.model.pipeline.TraceSampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The collectors that ask the operator for head strategies, and answer SDKs. They know nothing of any policy. */
public final class HeadSampler {
    /** An SDK asks once a minute, so what a loop decides is everywhere within two. */
    private static final Duration RELOAD = Duration.ofSeconds(15);

    /** A collector without a pipeline does not start. Nobody can send to a loopback port that nobody is told. */
    private static final Pipeline IDLE = Pipeline.of(Signal.TRACES, "idle")
            .from(Instance.of(OtlpReceiver.of(Http.Server.of(Template.text("127.0.0.1:0")))))
            .through(ProcessorStage.MEMORY, Instance.of(CollectorService.MEMORY_LIMITER))
            .to(Instance.of(new Local.Nop()));

    private HeadSampler() {}

    /** Whether any service's SDKs may ask. */
    public static boolean isWanted(SamplingPlan plan, Collection<TraceSampling> policies) {
        Set<ResourceName> asking = policies.stream()
                .filter(policy -> policy.head().remote())
                .map(TraceSampling::resource)
                .collect(Collectors.toSet());
        return plan.services().values().stream()
                .anyMatch(service -> service.policy().filter(asking::contains).isPresent());
    }

    /**
     * What they run with. It can't be tried apart, as it does not start where the operator can't be asked; nothing in it is
     * anybody's word but ours.
     *
     * @param strategies URL under which the operator serves them
     */
    public static ConfigurationFiles files(TelemetryStack stack, CollectorVersion version, String strategies) {
        return ConfigurationFiles.of(
                stack,
                CollectorName.headSampler(stack),
                List.of(configuration(strategies).text(version)),
                Optional.empty());
    }

    /** @param strategies URL under which the operator serves them */
    static CollectorConfiguration configuration(String strategies) {
        CollectorConfiguration service = CollectorService.configuration(List.of(IDLE));
        List<Instance<? extends Component.Extension>> extensions = new ArrayList<>(service.extensions());
        extensions.add(Instance.of(new JaegerRemoteSampling(
                Optional.of(Http.Server.of(CollectorService.listen(CollectorPort.SAMPLING))),
                Optional.of(Grpc.Server.of(CollectorService.listen(CollectorPort.SAMPLING_GRPC))),
                new Source(strategies, RELOAD))));
        return new CollectorConfiguration(service.telemetry(), extensions, service.pipelines());
    }
}
