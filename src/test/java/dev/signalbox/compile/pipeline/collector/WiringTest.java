package dev.signalbox.compile.pipeline.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.compile.pipeline.collector.connector.Count;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.exporter.Local;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpHttpExporter;
import dev.signalbox.compile.pipeline.collector.extension.FileStorage;
import dev.signalbox.compile.pipeline.collector.processor.AttributeAction;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.processor.Redaction;
import dev.signalbox.compile.pipeline.collector.processor.Resource;
import dev.signalbox.compile.pipeline.collector.processor.TailSampling;
import dev.signalbox.compile.pipeline.collector.receiver.Dependency;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.PrometheusReceiver;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WiringTest {
    private static final Instance<OtlpReceiver> OTLP = Examples.otlp();
    private static final Instance<MemoryLimiter> MEMORY = Examples.MEMORY;
    private static final Instance<Local.Nop> NOP = Instance.of(new Local.Nop());
    private static final Instance<Local.Debug> DEBUG = Instance.of(new Local.Debug(Local.Verbosity.BASIC));
    private static final Instance<Routes.Forward> FORWARD = Instance.of(new Routes.Forward());
    private static final Instance<Routes.Forward> BACK = Instance.of(new Routes.Forward(), "back");
    private static final Instance<Redaction> REDACTION = Instance.of(Redaction.of(List.of(), List.of()));
    private static final Instance<TailSampling> TAIL = Examples.tail(10);
    private static final Instance<Resource> RESOURCE = Instance.of(new Resource(List.of(AttributeAction.delete("a"))));
    private static final Instance<Count> COUNT = Instance.of(
            Count.spans(Map.of("spans", new Count.Counter("", ConditionList.of(OttlContext.SPAN), List.of()))));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatMakesNoSenseIsRefused(String why, List<Pipeline> pipelines) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CollectorConfiguration(Examples.TELEMETRY, List.of(), pipelines))
                .withMessageContaining(why);
    }

    static Stream<Arguments> whatMakesNoSenseIsRefused() {
        Instance<PrometheusReceiver> scrapes = Instance.of(PrometheusReceiver.of(List.of()));
        Instance<Routes.Routing> routing = Instance.of(new Routes.Routing(
                ErrorMode.IGNORE,
                List.of(new PipelineId(Signal.TRACES, "elsewhere")),
                List.of(new Routes.Route(OttlContext.SPAN, new Condition.IsRootSpan(), List.of()))));
        return Stream.of(
                refused("at least one pipeline"),
                refused("must begin somewhere", traces("a").to(NOP)),
                refused("must end somewhere", entrance("a")),
                refused("one name", entrance("a").to(NOP), entrance("a").to(NOP)),
                refused("a component twice", entrance("a").to(NOP).to(NOP)),
                refused(
                        "a component twice",
                        entrance("a").through(ProcessorStage.MEMORY, MEMORY).to(NOP)),
                refused(
                        "takes no TRACES",
                        traces("a")
                                .from(scrapes)
                                .through(ProcessorStage.MEMORY, MEMORY)
                                .to(NOP)),
                refused(
                        "takes no METRICS",
                        Pipeline.of(Signal.METRICS, "")
                                .from(OTLP)
                                .through(ProcessorStage.MEMORY, MEMORY)
                                .through(ProcessorStage.SAMPLING, TAIL)
                                .to(NOP)),
                refused("memory limiter first", traces("a").from(OTLP).to(NOP)),
                refused(
                        "can't come after SAMPLING",
                        entrance("a")
                                .through(ProcessorStage.SAMPLING, TAIL)
                                .through(ProcessorStage.REDACTION, REDACTION)
                                .to(NOP)),
                refused(
                        "can't be at stage FILTERING",
                        entrance("a")
                                .through(ProcessorStage.FILTERING, REDACTION)
                                .to(NOP)),
                refused("leads nowhere", entrance("a").to(FORWARD)),
                refused(
                        "nothing leads to",
                        entrance("a").to(NOP),
                        traces("b").from(FORWARD).to(NOP)),
                refused(
                        "leads nowhere",
                        entrance("a").to(FORWARD),
                        Pipeline.of(Signal.METRICS, "").from(FORWARD).to(NOP)),
                refused(
                        "leads nowhere",
                        entrance("a").to(COUNT),
                        traces("b").from(COUNT).to(NOP)),
                refused(
                        "in a circle",
                        entrance("a").to(FORWARD),
                        traces("b").from(FORWARD).from(BACK).to(BACK),
                        traces("c").from(BACK).to(FORWARD)),
                refused("in a circle", entrance("a").from(FORWARD).to(FORWARD)),
                refused(
                        "no pipeline traces/elsewhere",
                        entrance("a").to(routing),
                        traces("b").from(routing).to(NOP)),
                refused(
                        "two of processors that differ are called tail_sampling",
                        entrance("a").through(ProcessorStage.SAMPLING, TAIL).to(NOP),
                        entrance("b")
                                .through(ProcessorStage.SAMPLING, Examples.tail(20))
                                .to(NOP)));
    }

    @Test
    void whatMakesSenseIsTaken() {
        CollectorConfiguration configuration = new CollectorConfiguration(
                Examples.TELEMETRY,
                List.of(),
                List.of(
                        entrance("a")
                                .through(ProcessorStage.ATTRIBUTION, RESOURCE)
                                .through(ProcessorStage.REDACTION, REDACTION)
                                .to(FORWARD)
                                .to(COUNT),
                        traces("b")
                                .from(FORWARD)
                                .through(ProcessorStage.SAMPLING, TAIL)
                                .to(DEBUG),
                        traces("c").from(FORWARD).to(NOP),
                        Pipeline.of(Signal.METRICS, "").from(COUNT).to(NOP)));

        assertThat(configuration.text(CollectorVersion.PINNED)).contains("traces/a", "forward");
    }

    @Test
    void whatComponentsReferToIsConfigured() {
        Instance<FileStorage> storage =
                Instance.of(new FileStorage(Template.text("/queue"), true, true, false, Optional.empty()), "queue");
        Instance<OtlpHttpExporter> exporter = Instance.of(new OtlpHttpExporter(
                Http.Client.of(Template.text("http://x")),
                Optional.empty(),
                Optional.of(new SendingQueue(
                        SendingQueue.Sizer.REQUESTS, 10, 1, true, Optional.of(storage), Optional.empty())),
                Optional.empty()));

        assertThat(new CollectorConfiguration(
                                Examples.TELEMETRY,
                                List.of(),
                                List.of(entrance("a").to(exporter)))
                        .text(CollectorVersion.PINNED))
                .contains("extensions:\n  file_storage/queue:\n", "  extensions:\n  - file_storage/queue\n");
    }

    @Test
    void versionsThatWeDontKnowAreRefused() {
        CollectorConfiguration node = Examples.node();

        assertThatIllegalArgumentException().isThrownBy(() -> node.text(CollectorVersion.release(156)));
        assertThatIllegalArgumentException()
                .as("a field that it has not")
                .isThrownBy(() -> node.text(CollectorVersion.OLDEST))
                .withMessageContaining("0.148.0 has no retry_on_failure");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> Instance.of(new Local.Nop(), "A"));
        assertThatIllegalArgumentException().isThrownBy(() -> Instance.of(new Local.Nop(), "a/"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryLimiter(second, 80, 80));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dependency.Credentials(Template.text("me"), Template.text("secret")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SendingQueue.Batch(second, SendingQueue.Sizer.REQUESTS, 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SendingQueue.Batch(second, SendingQueue.Sizer.ITEMS, 3, 2));
    }

    private static Arguments refused(String why, Pipeline... pipelines) {
        return Arguments.of(why, List.of(pipelines));
    }

    private static Pipeline traces(String name) {
        return Pipeline.of(Signal.TRACES, name);
    }

    private static Pipeline entrance(String name) {
        return traces(name).from(OTLP).through(ProcessorStage.MEMORY, MEMORY);
    }
}
