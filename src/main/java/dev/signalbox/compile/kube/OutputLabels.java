package dev.signalbox.compile.kube;

import dev.signalbox.model.ResourceName;
import java.util.Map;
import java.util.TreeMap;

/** Labels on every object that Signalbox makes. */
public final class OutputLabels {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String SIGNALBOX = "signalbox";

    /** Name of the SLO that an object was made from. */
    public static final String SLO = "signalbox.dev/slo";

    /** Name of the {@code ServiceObservability} that an object was made from. */
    public static final String SERVICE = "signalbox.dev/service";

    /** Name of the {@code ObservabilityPolicy} that an object was made from. */
    public static final String POLICY = "signalbox.dev/policy";

    /** What a collector is there for: {@code agent}. */
    public static final String ROLE = "signalbox.dev/role";

    /** The workload that a collector belongs to: {@code signalbox-gateway}. */
    public static final String COLLECTOR = "signalbox.dev/collector";

    /** The one namespace whose pods an observer looks at. */
    public static final String OBSERVES = "signalbox.dev/observes";

    private static final int LONGEST_VALUE = 63;

    private OutputLabels() {}

    /** @param wanted labels that something in the cluster selects by; ours win */
    public static Map<String, String> with(Map<String, String> wanted) {
        Map<String, String> labels = new TreeMap<>(wanted);
        labels.put(MANAGED_BY, SIGNALBOX);
        return labels;
    }

    /** Labels of an object, or of a pod, that belongs to collectors. */
    public static Map<String, String> ofCollector(String role, String collector) {
        return with(selectingCollector(role, collector));
    }

    /** What tells the pods of one workload; the label of the tool that manages them is not among it, as it may change. */
    public static Map<String, String> selectingCollector(String role, String collector) {
        return new TreeMap<>(Map.of(ROLE, role, COLLECTOR, collector));
    }

    /**
     * Labels of an object made from one service.
     *
     * @param service the resource; its name may be longer than a label's value, and is cut then
     * @param wanted labels that something in the cluster selects by; ours win
     */
    public static Map<String, String> ofService(ResourceName service, Map<String, String> wanted) {
        Map<String, String> labels = with(wanted);
        labels.put(
                SERVICE,
                service.name().length() > LONGEST_VALUE ? service.name().substring(0, LONGEST_VALUE) : service.name());
        return labels;
    }

    /**
     * Labels of an object made from one SLO.
     *
     * @param slo the resource
     * @param wanted labels that something in the cluster selects by; ours win
     */
    public static Map<String, String> ofSlo(ResourceName slo, Map<String, String> wanted) {
        Map<String, String> labels = with(wanted);
        labels.put(SLO, slo.name());
        return labels;
    }

    /**
     * Labels of an object made from one policy.
     *
     * @param policy name of the resource, at most 63 characters
     */
    public static Map<String, String> ofPolicy(String policy) {
        return with(Map.of(POLICY, policy));
    }
}
