package dev.signalbox.compile.pipeline.workload;

/** Where a collector finds its files and may write; configurations and objects both take them from here. */
public final class CollectorPaths {
    /** Directory of the configuration that is rolled out. */
    public static final String BASE = "/etc/signalbox/base";

    public static final String BASE_FILE = "base.yaml";

    /** Directory of the configuration that changes in place, whole, as only whole directories follow their ConfigMap. */
    public static final String SAMPLING = "/etc/signalbox/sampling";

    public static final String SAMPLING_FILE = "sampling.yaml";

    /**
     * Directory with {@link #CERTIFICATE} and {@link #PRIVATE_KEY} of the collector, and {@link #AUTHORITY} of its peers, for
     * the way from agents to gateways.
     */
    public static final String TLS = "/etc/signalbox/tls";

    public static final String CERTIFICATE = "tls.crt";
    public static final String PRIVATE_KEY = "tls.key";
    public static final String AUTHORITY = "ca.crt";

    /** Parent of one directory for each backend that has a Secret for TLS; see {@link Backend#directory}. */
    public static final String BACKENDS = "/etc/signalbox/backends";

    /** What backends have not taken yet; on a volume, gateways only. */
    public static final String QUEUE = "/var/lib/signalbox/queue";

    /** How far log files are read; of the node, agents only. */
    public static final String CHECKPOINTS = "/var/lib/signalbox/checkpoints";

    /** Log files of containers; of the node, agents only, not to be written. */
    public static final String POD_LOGS = "/var/log/pods";

    private CollectorPaths() {}

    /** Name of a file in {@link #BASE}, from 1. */
    static String baseFile(int part) {
        return part == 1 ? BASE_FILE : "base-%d.yaml".formatted(part);
    }
}
