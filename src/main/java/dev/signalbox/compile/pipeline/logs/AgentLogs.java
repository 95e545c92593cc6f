package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.Notice;
import dev.signalbox.compile.pipeline.Remarks;
import dev.signalbox.compile.pipeline.Remarks.Subject;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.redaction.Redactions;
import dev.signalbox.model.pipeline.LogCollection.Destination;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The way of log records through an agent: read, counted, dropped where their service asks for it, masked, sent. What is
 * counted before it is masked is counted by what agents wrote.
 */
public final class AgentLogs {
    private static final Notice NO_ARCHIVE = new Notice(
            "ArchiveMissing",
            "records that a route sends to the archive go to Hot: the stack has no bucket; set spec.archive.s3 of the ObservabilityStack");

    private AgentLogs() {}

    /**
     * A way in.
     *
     * @param files whether records come from files rather than from a sender
     * @param source where they come from
     * @param steps up to and with attribution
     */
    public record Entrance(boolean files, Instance<? extends Component.Source> source, List<Pipeline.Step> steps) {
        /** Copies the steps. */
        public Entrance {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The pipelines.
     *
     * @param services with what they want done with their records
     * @param archived whether the stack has an archive
     * @param entrances ways in, at least one
     * @param redactions what is masked
     * @param counted whether {@link LogCounts#sources} begin a pipeline
     * @param exit to the gateway, where {@link GatewayLogs} go on
     */
    public static List<Pipeline> pipelines(
            SortedMap<ServiceKey, TelemetryService> services,
            boolean archived,
            List<Entrance> entrances,
            Redactions redactions,
            boolean counted,
            Instance<? extends Component.Sink> exit) {
        Instance<Transform> reading = Instance.of(LogReading.of(services, archived), "read-logs");
        Instance<Routes.Forward> read = Instance.of(new Routes.Forward(), "read-logs");
        List<Pipeline> pipelines = new ArrayList<>();
        entrances.forEach(entrance -> {
            Pipeline pipeline =
                    entered(entrance).through(ProcessorStage.SHAPING, reading).to(read);
            pipelines.add(counted ? pipeline.to(LogCounts.OF_ALL) : pipeline);
        });
        Pipeline sent = Pipeline.of(Signal.LOGS, "kept")
                .from(read)
                .through(ProcessorStage.FILTERING, Instance.of(dropping(), "unwanted-logs"));
        pipelines.addAll(redactions.masked(sent, counted ? List.of(exit, LogCounts.OF_MASKED) : List.of(exit)));
        return pipelines;
    }

    /** What owners of services should know of where their records go. */
    public static Remarks remarks(SortedMap<ServiceKey, TelemetryService> services, boolean archived) {
        if (archived) {
            return Remarks.NONE;
        }
        return new Remarks(services.values().stream()
                .filter(service ->
                        service.logs().routes().stream().anyMatch(route -> route.destination() == Destination.ARCHIVE))
                .collect(Collectors.toMap(service -> Subject.service(service.resource()), _ -> List.of(NO_ARCHIVE))));
    }

    private static Pipeline entered(Entrance entrance) {
        Pipeline entered = Pipeline.of(Signal.LOGS, entrance.files() ? "files" : "sent")
                .from(entrance.source())
                .through(entrance.steps());
        return entrance.files()
                ? entered.through(ProcessorStage.SHAPING, Instance.of(LogReading.ofFiles(), "read-files"))
                : entered;
    }

    private static Filter dropping() {
        return Filter.logs(ErrorMode.SILENT, ConditionList.of(OttlContext.LOG, LogFate.endsHere()));
    }
}
