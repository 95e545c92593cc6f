package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import java.time.Duration;
import java.util.List;

/**
 * Says where the collector itself runs.
 *
 * @param detectors who is asked; of two that know, the first is believed
 * @param timeout of a question
 * @param override whether they are believed more than the telemetry
 */
public record ResourceDetection(List<Detector> detectors, Duration timeout, boolean override)
        implements Component.Processor {

    /** Who is asked. */
    public enum Detector {
        /** {@code OTEL_RESOURCE_ATTRIBUTES}. */
        ENV,
        /** The machine. */
        SYSTEM,
        /** Amazon's machines. */
        EC2,
        /** Amazon's Kubernetes. */
        EKS,
        /** Google's cloud. */
        GCP,
        /** Microsoft's machines. */
        AZURE,
        /** Microsoft's Kubernetes. */
        AKS
    }

    /** Copies the detectors. */
    public ResourceDetection {
        detectors = List.copyOf(detectors);
    }

    @Override
    public ComponentType type() {
        return ComponentType.RESOURCE_DETECTION;
    }
}
