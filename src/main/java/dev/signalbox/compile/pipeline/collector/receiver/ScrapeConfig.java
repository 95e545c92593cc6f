package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job of Prometheus.
 *
 * @param jobName its name, which becomes {@code service.name}
 * @param scrapeInterval between scrapes
 * @param scrapeTimeout of one, at most the interval
 * @param target what is asked of each target, and how
 * @param limits what fails a scrape
 * @param discovery who the targets are
 * @param relabelConfigs what becomes of targets
 * @param metricRelabelConfigs what becomes of series
 */
public record ScrapeConfig(
        String jobName,
        Duration scrapeInterval,
        Duration scrapeTimeout,
        @Inlined Target target,
        @Inlined Limits limits,
        @Inlined Discovery discovery,
        List<Relabel> relabelConfigs,
        List<Relabel> metricRelabelConfigs) {

    /** Copies the lists, and refuses a timeout that Prometheus refuses. */
    public ScrapeConfig {
        relabelConfigs = List.copyOf(relabelConfigs);
        metricRelabelConfigs = List.copyOf(metricRelabelConfigs);
        if (scrapeTimeout.compareTo(scrapeInterval) > 0) {
            throw new IllegalArgumentException("must be at most " + scrapeInterval + ", was " + scrapeTimeout);
        }
    }

    /**
     * What is asked of each target, and how.
     *
     * @param scheme how
     * @param metricsPath of the URL
     * @param params of the URL, by name
     * @param honorLabels whether what a target says of itself is believed
     * @param tlsConfig whom to trust
     * @param authorization who one is
     */
    public record Target(
            Scheme scheme,
            String metricsPath,
            Map<String, List<String>> params,
            boolean honorLabels,
            Optional<TlsConfig> tlsConfig,
            Optional<Authorization> authorization) {

        /** Copies the parameters. */
        public Target {
            params = Map.copyOf(params);
        }

        /** Asked in plain text. */
        public static Target http(String metricsPath) {
            return new Target(Scheme.HTTP, metricsPath, Map.of(), false, Optional.empty(), Optional.empty());
        }
    }

    /** How targets are called. */
    public enum Scheme {
        /** In plain text. */
        HTTP,
        /** With transport security. */
        HTTPS
    }

    /**
     * Whom to trust.
     *
     * @param caFile an authority
     * @param serverName to expect
     * @param insecureSkipVerify whether anybody is trusted
     */
    public record TlsConfig(Optional<String> caFile, Optional<String> serverName, boolean insecureSkipVerify) {}

    /**
     * Who one is.
     *
     * @param type what stands before the secret
     * @param credentialsFile a path
     */
    public record Authorization(String type, String credentialsFile) {}

    /**
     * What fails a scrape, all of it.
     *
     * @param sampleLimit series
     * @param labelLimit labels of a series
     * @param labelValueLengthLimit bytes of a label's value
     */
    public record Limits(
            Optional<Integer> sampleLimit, Optional<Integer> labelLimit, Optional<Integer> labelValueLengthLimit) {
        /** Nothing does. */
        public static Limits none() {
            return new Limits(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Who the targets are.
     *
     * @param staticConfigs those that are given
     * @param kubernetesSdConfigs those that the API server knows
     */
    public record Discovery(List<Static> staticConfigs, List<Kubernetes> kubernetesSdConfigs) {
        /** Copies the lists. */
        public Discovery {
            staticConfigs = List.copyOf(staticConfigs);
            kubernetesSdConfigs = List.copyOf(kubernetesSdConfigs);
        }

        /** Given ones. */
        public static Discovery of(Static... given) {
            return new Discovery(List.of(given), List.of());
        }

        /** Found ones. */
        public static Discovery of(Kubernetes... found) {
            return new Discovery(List.of(), List.of(found));
        }
    }

    /**
     * Targets that are given.
     *
     * @param targets addresses and ports
     * @param labels of all of their series
     */
    public record Static(List<Template> targets, Map<String, String> labels) {
        /** Copies what is given. */
        public Static {
            targets = List.copyOf(targets);
            labels = Map.copyOf(labels);
        }
    }

    /**
     * Targets that the API server knows.
     *
     * @param role what each is made from
     * @param namespaces where; empty means everywhere
     * @param selectors which, asked of the API server
     */
    public record Kubernetes(Role role, Optional<Namespaces> namespaces, List<Selector> selectors) {
        /** Copies the selectors. */
        public Kubernetes {
            selectors = List.copyOf(selectors);
        }

        /** Pods of one node. */
        public static Kubernetes podsOnNode(String variable) {
            return new Kubernetes(
                    Role.POD,
                    Optional.empty(),
                    List.of(new Selector(
                            Role.POD,
                            Optional.empty(),
                            Optional.of(new Template("spec.nodeName=", Optional.of(variable), "")))));
        }
    }

    /** What a target is made from. */
    public enum Role {
        /** A pod. */
        POD,
        /** A Service. */
        SERVICE,
        /** A slice of endpoints. */
        ENDPOINTSLICE,
        /** A node. */
        NODE
    }

    /** @param names of namespaces */
    public record Namespaces(List<String> names) {
        /** Copies the names. */
        public Namespaces {
            names = List.copyOf(names);
        }
    }

    /**
     * Which objects the API server is asked for.
     *
     * @param role of which kind
     * @param label a selector of labels
     * @param field a selector of fields
     */
    public record Selector(Role role, Optional<String> label, Optional<Template> field) {}
}
