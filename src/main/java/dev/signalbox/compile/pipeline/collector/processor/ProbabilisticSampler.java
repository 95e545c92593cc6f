package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Written;
import java.util.Optional;

/**
 * Keeps a part, by a hash.
 *
 * @param samplingPercentage 0 to 100
 * @param hashSeed makes two samplers in a row independent, where it differs
 * @param failClosed whether what has nothing to hash is dropped
 * @param attributeSource what is hashed of a record; empty for spans, whose trace is
 * @param fromAttribute the attribute, where one is
 */
public record ProbabilisticSampler(
        double samplingPercentage,
        long hashSeed,
        boolean failClosed,
        Optional<AttributeSource> attributeSource,
        Optional<String> fromAttribute)
        implements Component.Processor {

    /** What is hashed of a record. */
    public enum AttributeSource implements Written {
        /** Its trace. */
        TRACE_ID("traceID"),
        /** An attribute of its own. */
        RECORD("record");

        private final String text;

        AttributeSource(String text) {
            this.text = text;
        }

        @Override
        public Object written(CollectorVersion version) {
            return text;
        }
    }

    /** Refuses what is no part of a hundred, and seeds of more than 32 bits. */
    public ProbabilisticSampler {
        if (!(samplingPercentage >= 0 && samplingPercentage <= 100)) {
            throw new IllegalArgumentException("must be 0 to 100, was " + samplingPercentage);
        }
        if (hashSeed < 0 || hashSeed > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("must have 32 bits, was " + hashSeed);
        }
    }

    @Override
    public ComponentType type() {
        return ComponentType.PROBABILISTIC_SAMPLER;
    }
}
