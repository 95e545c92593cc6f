package dev.signalbox.compile.pipeline.collector.extension;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Template;

/**
 * Says whether the collector is well.
 *
 * @param endpoint address and port; of the pod, so that the kubelet reaches it
 * @param path of the URL
 */
public record HealthCheck(Template endpoint, String path) implements Component.Extension {
    @Override
    public ComponentType type() {
        return ComponentType.HEALTH_CHECK;
    }
}
