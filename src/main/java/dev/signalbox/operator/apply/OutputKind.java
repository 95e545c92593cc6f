package dev.signalbox.operator.apply;

import dev.signalbox.facts.ServedKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Kinds that are written for others to act on. */
public enum OutputKind {
    PROMETHEUS_RULE(ServedKind.PROMETHEUS_RULE, "prometheusrules"),
    VM_RULE(ServedKind.VM_RULE, "vmrules");

    private final ServedKind kind;
    private final ResourceDefinitionContext context;

    OutputKind(ServedKind kind, String plural) {
        String[] groupVersion = kind.apiVersion().split("/", 2);
        this.kind = kind;
        this.context = new ResourceDefinitionContext.Builder()
                .withGroup(groupVersion[0])
                .withVersion(groupVersion[1])
                .withKind(kind.kind())
                .withPlural(plural)
                .withNamespaced(true)
                .build();
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
