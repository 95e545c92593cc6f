package dev.signalbox.compile.pipeline.workload;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Environment variables of every collector, for its configuration. */
public enum CollectorVariable {
    NODE_NAME("K8S_NODE_NAME", "spec.nodeName"),
    NODE_IP("K8S_NODE_IP", "status.hostIP"),
    POD_NAME("K8S_POD_NAME", "metadata.name"),
    POD_NAMESPACE("K8S_POD_NAMESPACE", "metadata.namespace"),
    POD_IP("K8S_POD_IP", "status.podIP");

    private static final String MEMORY = "GOMEMLIMIT";
    private static final long MEBIBYTE = 1024L * 1024;

    private final String variable;
    private final String field;

    CollectorVariable(String variable, String field) {
        this.variable = variable;
        this.field = field;
    }

    /** Its name. */
    public String variable() {
        return variable;
    }

    /** All of them. */
    static Stream<EnvVar> all() {
        return Stream.of(values()).map(CollectorVariable::fromField);
    }

    /**
     * The limit of Go's own memory at 80 % of the container's, so that it collects before it is killed.
     *
     * @see <a href="https://pkg.go.dev/runtime#hdr-Environment_Variables">GOMEMLIMIT</a>
     */
    static EnvVar memory(long limitBytes) {
        return of(MEMORY, limitBytes * 8 / 10 / MEBIBYTE + "MiB");
    }

    static EnvVar of(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    /** Variables that have a value of their own instead of the pod's, where no pod is to be reached from outside. */
    static List<EnvVar> onLoopback() {
        return List.of(
                of(NODE_NAME.variable, "trial"),
                of(NODE_IP.variable, "127.0.0.1"),
                of(POD_NAME.variable, "trial"),
                of(POD_NAMESPACE.variable, "trial"),
                of(POD_IP.variable, "127.0.0.1"));
    }

    /** With the version of the field, which a server puts in and which we would own otherwise than we wrote it. */
    private EnvVar fromField() {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewFieldRef()
                .withApiVersion("v1")
                .withFieldPath(field)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
