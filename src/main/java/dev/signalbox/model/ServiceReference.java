package dev.signalbox.model;

/** Whose objective an SLO is. */
public sealed interface ServiceReference {

    /** @param service the plain {@code service.name} */
    record Named(String service) implements ServiceReference {}

    /** @param resource a {@code ServiceObservability} in the SLO's namespace, which says team, tier and more */
    record Declared(ResourceName resource) implements ServiceReference {}
}
