package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Scraping;
import java.util.List;

/**
 * Probes over HTTP.
 *
 * @param scraping how often
 * @param targets what is probed
 */
public record HttpCheck(@Inlined Scraping scraping, List<Target> targets) implements Component.Receiver {
    /** Copies the targets. */
    public HttpCheck {
        targets = List.copyOf(targets);
    }

    /**
     * What is probed.
     *
     * @param client the URL, and how it is called
     * @param method what is asked
     */
    public record Target(@Inlined Http.Client client, Method method) {}

    /** What is asked. */
    public enum Method implements Written {
        /** The page. */
        GET,
        /** Whether there is one. */
        HEAD,
        /** Something with a body. */
        POST;

        @Override
        public Object written(CollectorVersion version) {
            return name();
        }
    }

    @Override
    public ComponentType type() {
        return ComponentType.HTTP_CHECK;
    }
}
