package dev.signalbox.compile.pipeline;

/**
 * Names of the attributes by which collectors know whose telemetry is. Agents forget every {@code k8s.*} and
 * {@code signalbox.*} that a sender claims before they write their own, so these can be believed.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/resource/">Resource semantic conventions</a>
 */
public final class TelemetryAttributes {
    /** {@code namespace/service}: the one key of policies, routes, limits and counts. */
    public static final String SERVICE = "signalbox.service";

    /** The team that answers for the service. */
    public static final String TEAM = "signalbox.team";

    /** Before a pod's label while the agent decides whose telemetry is; gone when it leaves. */
    public static final String POD_LABEL_PREFIX = "signalbox.pod.";

    /** For which service of its own namespace a tenant's collector speaks; asked of no other pod, and gone when it leaves. */
    public static final String WATCHED_SERVICE = "watched.service";

    /** UID of the pod that an observer looked at, asked of no other pod, while the agent decides whose telemetry is. */
    public static final String OBSERVED_POD = "observed.pod";

    /** Whose pods the observer may look at, likewise. */
    public static final String OBSERVED_NAMESPACE = "observed.namespace";

    /** Name of the group of services with the same rules; only inside a gateway. */
    public static final String RULE_GROUP = "signalbox.sampling";

    /** What is kept beside the rules; only inside a gateway. */
    public static final String BASELINE = "signalbox.baseline";

    /** Where a record goes, between agent and gateway. */
    public static final String ROUTE = "signalbox.route";

    /** Namespace of the pod. */
    public static final String NAMESPACE = "k8s.namespace.name";

    /** Node of the pod. */
    public static final String NODE = "k8s.node.name";

    /** Name of the service. */
    public static final String SERVICE_NAME = "service.name";

    /** What tells services of one name apart. */
    public static final String SERVICE_NAMESPACE = "service.namespace";

    /** Where the service runs. */
    public static final String ENVIRONMENT = "deployment.environment.name";

    private TelemetryAttributes() {}
}
