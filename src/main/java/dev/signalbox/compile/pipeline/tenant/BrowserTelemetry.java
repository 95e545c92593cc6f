package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.workload.BrowserEntrance;
import dev.signalbox.compile.pipeline.workload.CollectorVariable;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TelemetryStack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What browsers send for services. Whose it is follows from the port that it came to, not from what it says: a browser can
 * claim anything, but not another namespace, nor another service than the one whose Ingress it found.
 */
final class BrowserTelemetry {
    private static final int FIRST_PORT = 4400;
    private static final long LARGEST_BODY = 1 << 20;
    private static final int REMEMBERED_SECONDS = 3600;

    private BrowserTelemetry() {}

    /** What has a server. Never metrics: anybody could make as many series as they like, and figures that alerts look at. */
    static List<Signal> signals(TelemetryStack stack) {
        Backends backends = stack.backends();
        List<Signal> signals = new ArrayList<>();
        if (backends.traces().isPresent()) {
            signals.add(Signal.TRACES);
        }
        if (backends.logs().isPresent() || backends.archive().isPresent()) {
            signals.add(Signal.LOGS);
        }
        return signals;
    }

    /** Ports of one namespace, in the order of its services. */
    static List<BrowserEntrance> entrances(List<TelemetryService> services) {
        List<TelemetryService> listening = services.stream()
                .filter(service -> !service.browserOrigins().isEmpty())
                .toList();
        return IntStream.range(0, listening.size())
                .mapToObj(i -> new BrowserEntrance(listening.get(i).resource().name(), FIRST_PORT + i))
                .toList();
    }

    static Instance<OtlpReceiver> receiver(TelemetryService service, BrowserEntrance entrance) {
        return Instance.of(
                OtlpReceiver.of(Http.Server.of(
                                Template.env(CollectorVariable.POD_IP.variable(), ":" + entrance.number()))
                        .with(new Http.Cors(service.browserOrigins(), List.of(), REMEMBERED_SECONDS), LARGEST_BODY)),
                "browser/" + service.resource().name());
    }

    static Instance<Transform> speakingFor(TelemetryService service) {
        Group whose = Group.of(
                OttlContext.RESOURCE,
                new Edit.Set(
                                Path.attribute(OttlContext.RESOURCE, TelemetryAttributes.WATCHED_SERVICE),
                                Value.text(service.service()))
                        .always());
        return Instance.of(
                new Transform(ErrorMode.IGNORE, List.of(whose), List.of(), List.of(whose)),
                "browser/" + service.resource().name());
    }
}
