package dev.signalbox.compile.pipeline.ebpf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.compile.kube.ManifestYaml;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an observer, OpenTelemetry eBPF Instrumentation, is told: at whose processes it looks. Where it sends to is in its
 * environment.
 *
 * @param logLevel of its own log
 * @param discovery at whom it looks
 * @param attributes what it asks the API server
 * @see <a href="https://opentelemetry.io/docs/zero-code/obi/configure/service-discovery/">Service discovery</a>
 */
record ObserverConfiguration(@JsonProperty("log_level") String logLevel, Discovery discovery, Attributes attributes) {
    private static final ObjectMapper JSON =
            new ObjectMapper().findAndRegisterModules().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

    /** It asks for pods of its own node, and for nothing else. */
    static ObserverConfiguration of(List<Target> targets) {
        return new ObserverConfiguration(
                "INFO", new Discovery(targets), new Attributes(new Kubernetes(true, true, List.of("node", "service"))));
    }

    /** @param instrument any of them */
    record Discovery(List<Target> instrument) {
        Discovery {
            instrument = List.copyOf(instrument);
        }
    }

    /**
     * Processes of some pods.
     *
     * @param namespace of the pods
     * @param labels patterns that labels of the pods match, by name; all of them
     * @param sampler of traces that begin there; nothing: all are started
     */
    record Target(
            @JsonProperty("k8s_namespace") String namespace,
            @JsonProperty("k8s_pod_labels") Map<String, String> labels,
            Optional<Sampler> sampler) {
        Target {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }

    /**
     * How many traces are started.
     *
     * @param name of the sampler
     * @param arg a ratio, 0 to 1
     */
    record Sampler(String name, String arg) {}

    /** @param kubernetes what of it is asked */
    record Attributes(Kubernetes kubernetes) {}

    /**
     * What is asked of the API server.
     *
     * @param enable whether anything is
     * @param localNode for this node alone
     * @param disabled kinds that are not asked for
     */
    record Kubernetes(
            boolean enable,
            @JsonProperty("meta_restrict_local_node") boolean localNode,
            @JsonProperty("disable_informers") List<String> disabled) {
        Kubernetes {
            disabled = List.copyOf(disabled);
        }
    }

    /** YAML; equal configurations give equal bytes. */
    String text() {
        return ManifestYaml.print(JSON.valueToTree(this));
    }
}
