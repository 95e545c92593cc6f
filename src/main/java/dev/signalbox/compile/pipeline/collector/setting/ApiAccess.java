package dev.signalbox.compile.pipeline.collector.setting;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Written;

/** How the API server or a kubelet is called. */
public enum ApiAccess implements Written {
    /** With the pod's service account. */
    SERVICE_ACCOUNT("serviceAccount"),
    /** As the file says that {@code KUBECONFIG} names: outside a cluster. */
    KUBE_CONFIG("kubeConfig");

    private final String text;

    ApiAccess(String text) {
        this.text = text;
    }

    @Override
    public Object written(CollectorVersion version) {
        return text;
    }
}
