package dev.signalbox.interchange;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.interchange.openslo.OpenSloExport;
import dev.signalbox.interchange.source.ExportedSlo;
import java.util.Locale;
import java.util.function.Function;

/** A project whose objectives can be written. */
public enum ExportFormat {
    OPENSLO(OpenSloExport::of);

    private final Function<SLO, ExportedSlo> writer;

    ExportFormat(Function<SLO, ExportedSlo> writer) {
        this.writer = writer;
    }

    /** @param slo without violations */
    public ExportedSlo write(SLO slo) {
        return writer.apply(slo);
    }

    /** As one writes it on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
