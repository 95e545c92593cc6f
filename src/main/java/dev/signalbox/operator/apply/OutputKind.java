package dev.signalbox.operator.apply;

import dev.signalbox.facts.ServedKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;

/** Kinds that are written for others to act on. */
public enum OutputKind {
    PROMETHEUS_RULE(ServedKind.PROMETHEUS_RULE, PrometheusRule.class);

    private final ServedKind kind;
    private final ResourceDefinitionContext context;

    OutputKind(ServedKind kind, Class<? extends HasMetadata> type) {
        this.kind = kind;
        this.context = ResourceDefinitionContext.fromResourceType(type);
    }

    public ServedKind kind() {
        return kind;
    }

    /** How its requests are addressed. */
    ResourceDefinitionContext context() {
        return context;
    }

    /** Name of the definition that must be there before the kind is served. */
    public String definition() {
        return context.getPlural() + "." + context.getGroup();
    }

    static OutputKind of(HasMetadata manifest) {
        for (OutputKind output : values()) {
            if (output.kind.equals(new ServedKind(manifest.getApiVersion(), manifest.getKind()))) {
                return output;
            }
        }
        throw new IllegalArgumentException("not a kind that is written: " + manifest.getFullResourceName());
    }
}
