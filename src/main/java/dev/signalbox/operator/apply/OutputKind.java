package dev.signalbox.operator.apply;

import dev.signalbox.facts.ServedKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Optional;

/** Kinds that are written for others to act on. */
public enum OutputKind {
    PROMETHEUS_RULE(ServedKind.PROMETHEUS_RULE, "prometheusrules"),
    VM_RULE(ServedKind.VM_RULE, "vmrules"),
    CONFIG_MAP(ServedKind.CONFIG_MAP, "configmaps");

    private final ServedKind kind;
    private final ResourceDefinitionContext context;

    OutputKind(ServedKind kind, String plural) {
        int slash = kind.apiVersion().indexOf('/');
        this.kind = kind;
        this.context = new ResourceDefinitionContext.Builder()
                .withGroup(kind.apiVersion().substring(0, Math.max(0, slash)))
                .withVersion(kind.apiVersion().substring(slash + 1))
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

    /** Name of the definition that must be there before the kind is served; empty where every cluster has the kind. */
    public Optional<String> definition() {
        return context.getGroup().isEmpty()
                ? Optional.empty()
                : Optional.of(context.getPlural() + "." + context.getGroup());
    }

    /** In URLs and rights: {@code configmaps}. */
    public String plural() {
        return context.getPlural();
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
