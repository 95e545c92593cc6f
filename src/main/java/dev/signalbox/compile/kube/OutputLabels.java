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

    private OutputLabels() {}

    /**
     * Labels of an object made from one SLO.
     *
     * @param slo the resource
     * @param wanted labels that something in the cluster selects by; ours win
     */
    public static Map<String, String> ofSlo(ResourceName slo, Map<String, String> wanted) {
        Map<String, String> labels = new TreeMap<>(wanted);
        labels.put(MANAGED_BY, SIGNALBOX);
        labels.put(SLO, slo.name());
        return labels;
    }
}
