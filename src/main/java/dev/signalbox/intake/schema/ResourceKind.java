package dev.signalbox.intake.schema;

import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.SamplingPolicySpec;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec;
import dev.signalbox.api.v1alpha1.SloSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of our group. */
public enum ResourceKind {
    SERVICE_OBSERVABILITY(
            "ServiceObservability", "serviceobservabilities", Scope.NAMESPACED, ServiceObservabilitySpec.class),
    SLO("SLO", "slos", Scope.NAMESPACED, SloSpec.class),
    SAMPLING_POLICY("SamplingPolicy", "samplingpolicies", Scope.NAMESPACED, SamplingPolicySpec.class),
    OBSERVABILITY_POLICY("ObservabilityPolicy", "observabilitypolicies", Scope.CLUSTER, ObservabilityPolicySpec.class),
    OBSERVABILITY_STACK("ObservabilityStack", "observabilitystacks", Scope.CLUSTER, ObservabilityStackSpec.class);

    public static final String GROUP = "signalbox.dev";
    public static final String VERSION = "v1alpha1";
    public static final String API_VERSION = GROUP + "/" + VERSION;

    private static final Map<String, ResourceKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ResourceKind::kind, Function.identity()));

    private final String kind;
    private final String plural;
    private final Scope scope;
    private final Class<?> specType;

    ResourceKind(String kind, String plural, Scope scope, Class<?> specType) {
        this.kind = kind;
        this.plural = plural;
        this.scope = scope;
        this.specType = specType;
    }

    /** The one of that name, exactly as in a manifest. */
    public static Optional<ResourceKind> named(String kind) {
        return Optional.ofNullable(BY_NAME.get(kind));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ResourceKind::kind).toList();
    }

    /** As in a manifest. */
    public String kind() {
        return kind;
    }

    public Scope scope() {
        return scope;
    }

    /** The class of the API that its {@code spec} is read into. */
    public Class<?> specType() {
        return specType;
    }

    /** Where its CustomResourceDefinition is on the class path. */
    String definition() {
        return "/crds/" + plural + "." + GROUP + ".yaml";
    }

    /** Whether a resource belongs to a namespace or to the whole cluster. */
    public enum Scope {
        NAMESPACED,
        CLUSTER
    }
}
