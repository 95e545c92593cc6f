package dev.signalbox.compile.pipeline.collector;

import java.util.ArrayList;
import java.util.List;

/**
 * A way through the collector. Written from its beginning to its end, see {@link #of}.
 *
 * @param id its name
 * @param receivers where telemetry comes from, in no order that matters
 * @param processors what happens to it, in order
 * @param exporters where it goes, each gets all
 */
public record Pipeline(
        PipelineId id,
        List<Instance<? extends Component.Source>> receivers,
        List<Step> processors,
        List<Instance<? extends Component.Sink>> exporters) {

    /**
     * A processor, and what it is for.
     *
     * @param stage what for, which says where it may stand
     * @param processor the processor
     */
    public record Step(ProcessorStage stage, Instance<? extends Component.Processor> processor) {}

    /** Copies the lists. */
    public Pipeline {
        receivers = List.copyOf(receivers);
        processors = List.copyOf(processors);
        exporters = List.copyOf(exporters);
    }

    /** One that is empty yet. */
    public static Pipeline of(Signal signal, String name) {
        return new Pipeline(new PipelineId(signal, name), List.of(), List.of(), List.of());
    }

    /** Adds where telemetry comes from. */
    public Pipeline from(Instance<? extends Component.Source> source) {
        return new Pipeline(id, added(receivers, source), processors, exporters);
    }

    /** Adds what happens next. */
    public Pipeline through(ProcessorStage stage, Instance<? extends Component.Processor> processor) {
        return new Pipeline(id, receivers, added(processors, new Step(stage, processor)), exporters);
    }

    /** Adds what happens next, one after the other. */
    public Pipeline through(List<Step> steps) {
        List<Step> longer = new ArrayList<>(processors);
        longer.addAll(steps);
        return new Pipeline(id, receivers, longer, exporters);
    }

    /** Adds where it goes. */
    public Pipeline to(Instance<? extends Component.Sink> sink) {
        return new Pipeline(id, receivers, processors, added(exporters, sink));
    }

    /** Adds where it goes, each of these. */
    public Pipeline to(List<Instance<? extends Component.Sink>> sinks) {
        List<Instance<? extends Component.Sink>> longer = new ArrayList<>(exporters);
        longer.addAll(sinks);
        return new Pipeline(id, receivers, processors, longer);
    }

    private static <T> List<T> added(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
