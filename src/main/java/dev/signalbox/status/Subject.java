package dev.signalbox.status;

import dev.signalbox.compile.Compilation;
import dev.signalbox.model.Slo;
import java.util.Optional;

/**
 * What a status is about.
 *
 * @param generation of the resource that was compiled
 * @param indicatorHash of what the spec says of the indicator, right or wrong
 * @param slo what it means; empty when it could not be read
 * @param service the service's name, as it is on the series; empty while it is not known
 * @param compilation what it became
 * @param delivery what became of that
 * @param guarded what policies make of it
 */
public record Subject(
        long generation,
        String indicatorHash,
        Optional<Slo> slo,
        Optional<String> service,
        Compilation compilation,
        Delivery delivery,
        Guarded guarded) {

    /** One that no policy is for. */
    public Subject(
            long generation,
            String indicatorHash,
            Optional<Slo> slo,
            Optional<String> service,
            Compilation compilation,
            Delivery delivery) {
        this(generation, indicatorHash, slo, service, compilation, delivery, new Guarded.ByNobody());
    }
}
