package dev.signalbox.compile.pipeline.collector;

import java.util.List;

/** Holds pipelines to the order of {@link ProcessorStage}. */
final class ProcessorOrder {
    private ProcessorOrder() {}

    static void check(Pipeline pipeline) {
        List<Pipeline.Step> steps = pipeline.processors();
        steps.forEach(step -> {
            ComponentType type = step.processor().component().type();
            Refusal.unless(step.stage().admits(type), "%s: %s can't be at stage %s", pipeline.id(), type, step.stage());
        });
        for (int i = 1; i < steps.size(); i++) {
            Refusal.unless(
                    steps.get(i - 1).stage().compareTo(steps.get(i).stage()) <= 0,
                    "%s: stage %s can't come after %s",
                    pipeline.id(),
                    steps.get(i).stage(),
                    steps.get(i - 1).stage());
        }
        Refusal.unless(
                !isEntrance(pipeline) || !steps.isEmpty() && steps.getFirst().stage() == ProcessorStage.MEMORY,
                "%s: what comes from outside must meet the memory limiter first",
                pipeline.id());
    }

    private static boolean isEntrance(Pipeline pipeline) {
        return pipeline.receivers().stream().anyMatch(source -> source.component() instanceof Component.Receiver);
    }
}
