package dev.signalbox.compile.pipeline.collector;

/**
 * What a pipeline is called.
 *
 * @param signal what flows through it
 * @param name tells pipelines of one signal apart; empty, or as an {@link Instance}'s
 */
public record PipelineId(Signal signal, String name) {
    /** Refuses a name that an identifier can't hold. */
    public PipelineId {
        Instance.requireName(name);
    }

    /** {@code traces} or {@code traces/gateway}. */
    @Override
    public String toString() {
        return name.isEmpty() ? signal.keyword() : signal.keyword() + "/" + name;
    }
}
