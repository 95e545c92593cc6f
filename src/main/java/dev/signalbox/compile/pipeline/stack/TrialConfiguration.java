package dev.signalbox.compile.pipeline.stack;

import dev.signalbox.compile.pipeline.collector.CollectorConfiguration;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.Local;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes;
import dev.signalbox.compile.pipeline.collector.receiver.ClusterReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.Dependency;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.PrometheusReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.ScrapeConfig;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import java.util.List;
import java.util.Optional;

/**
 * A configuration as it can be started where there is nobody to speak with, no token and no Secret: what processors and
 * connectors are told, which is where users' words are, is what will run. Exporters lead nowhere, whose pods are whose is
 * not asked, and nothing is discovered. Addresses are of a variable that is the loopback address in a trial.
 */
final class TrialConfiguration {
    private static final Instance<Local.Nop> NOWHERE = Instance.of(new Local.Nop());

    /**
     * In place of what asks the API server, the node or a database, some of which already do when they start: any port, which
     * nobody is told.
     */
    private static final Instance<OtlpReceiver> NOBODY = Instance.of(
            OtlpReceiver.of(Http.Server.of(Template.env(CollectorVariable.POD_IP.variable(), ":0"))), "nobody");

    private TrialConfiguration() {}

    static CollectorConfiguration of(CollectorConfiguration real) {
        return new CollectorConfiguration(
                real.telemetry(),
                real.extensions(),
                real.pipelines().stream().map(TrialConfiguration::pipeline).toList());
    }

    private static Pipeline pipeline(Pipeline real) {
        return new Pipeline(
                real.id(),
                real.receivers().stream()
                        .<Instance<? extends Component.Source>>map(TrialConfiguration::source)
                        .distinct()
                        .toList(),
                real.processors().stream()
                        .filter(step -> !(step.processor().component() instanceof K8sAttributes))
                        .toList(),
                real.exporters().stream()
                        .<Instance<? extends Component.Sink>>map(TrialConfiguration::sink)
                        .distinct()
                        .toList());
    }

    private static Instance<? extends Component.Source> source(Instance<? extends Component.Source> real) {
        return switch (real.component()) {
            case OtlpReceiver receiver -> Instance.of(inPlainText(receiver), real.name());
            case ClusterReceiver _, Dependency _ -> NOBODY;
            case PrometheusReceiver receiver -> Instance.of(withoutTargets(receiver), real.name());
            default -> real;
        };
    }

    private static Instance<? extends Component.Sink> sink(Instance<? extends Component.Sink> real) {
        return real.component() instanceof Component.Exporter ? NOWHERE : real;
    }

    private static OtlpReceiver inPlainText(OtlpReceiver real) {
        return new OtlpReceiver(new OtlpReceiver.Protocols(
                real.protocols()
                        .grpc()
                        .map(server -> new Grpc.Server(
                                server.endpoint(),
                                Optional.empty(),
                                Optional.empty(),
                                server.maxRecvMsgSizeMib(),
                                server.keepalive())),
                real.protocols().http()));
    }

    /** What becomes of targets and series stays: regular expressions are in it. */
    private static PrometheusReceiver withoutTargets(PrometheusReceiver real) {
        return PrometheusReceiver.of(real.config().scrapeConfigs().stream()
                .map(job -> new ScrapeConfig(
                        job.jobName(),
                        job.scrapeInterval(),
                        job.scrapeTimeout(),
                        ScrapeConfig.Target.http(job.target().metricsPath()),
                        job.limits(),
                        new ScrapeConfig.Discovery(List.of(), List.of()),
                        job.relabelConfigs(),
                        job.metricRelabelConfigs()))
                .toList());
    }
}
