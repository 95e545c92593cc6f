package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.setting.ApiAccess;
import dev.signalbox.compile.pipeline.collector.setting.Scraping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Receivers of what a cluster and its nodes say of themselves. */
public sealed interface ClusterReceiver extends Component.Receiver {

    /**
     * The state of a cluster; in one replica only.
     *
     * @param collectionInterval between points
     * @param nodeConditionsToReport conditions of nodes
     * @param allocatableTypesToReport resources of nodes
     */
    record K8sCluster(
            Duration collectionInterval, List<String> nodeConditionsToReport, List<String> allocatableTypesToReport)
            implements ClusterReceiver {
        /** Copies the lists. */
        public K8sCluster {
            nodeConditionsToReport = List.copyOf(nodeConditionsToReport);
            allocatableTypesToReport = List.copyOf(allocatableTypesToReport);
        }

        @Override
        public ComponentType type() {
            return ComponentType.K8S_CLUSTER;
        }
    }

    /**
     * Pods and volumes of a node, with the collector's own service account.
     *
     * @param scraping how often
     * @param endpoint of the node's kubelet
     * @param authType how it is called
     * @param insecureSkipVerify whether the kubelet's own certificate is believed
     * @param metricGroups of what
     */
    record KubeletStats(
            @Inlined Scraping scraping,
            Template endpoint,
            ApiAccess authType,
            boolean insecureSkipVerify,
            List<MetricGroup> metricGroups)
            implements ClusterReceiver {
        /** Copies the list. */
        public KubeletStats {
            metricGroups = List.copyOf(metricGroups);
        }

        @Override
        public ComponentType type() {
            return ComponentType.KUBELET_STATS;
        }
    }

    /** What the kubelet measures. */
    enum MetricGroup {
        /** Containers. */
        CONTAINER,
        /** Pods. */
        POD,
        /** The node. */
        NODE,
        /** Volumes. */
        VOLUME
    }

    /**
     * A node.
     *
     * @param scraping how often
     * @param rootPath where the node's root is mounted; empty where the collector runs on it
     * @param scrapers what is measured, with the defaults of each
     */
    record HostMetrics(@Inlined Scraping scraping, Optional<String> rootPath, Map<Scraper, Defaults> scrapers)
            implements ClusterReceiver {
        /** Copies the map. */
        public HostMetrics {
            scrapers = Map.copyOf(scrapers);
        }

        /** Measures some things. */
        public static HostMetrics of(Scraping scraping, Optional<String> rootPath, List<Scraper> scrapers) {
            return new HostMetrics(
                    scraping,
                    rootPath,
                    scrapers.stream()
                            .collect(Collectors.toUnmodifiableMap(scraper -> scraper, scraper -> new Defaults())));
        }

        @Override
        public ComponentType type() {
            return ComponentType.HOST_METRICS;
        }
    }

    /** What is measured of a node. */
    enum Scraper {
        /** Processors. */
        CPU,
        /** Disks. */
        DISK,
        /** File systems. */
        FILESYSTEM,
        /** The load. */
        LOAD,
        /** Memory. */
        MEMORY,
        /** Network interfaces. */
        NETWORK,
        /** Swap. */
        PAGING,
        /** The number of processes. */
        PROCESSES
    }

    /** No settings. */
    record Defaults() {}
}
