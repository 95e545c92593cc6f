package dev.signalbox.intake.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.schema.ResourceCheck;
import dev.signalbox.intake.schema.ResourceKind;

/** Reads resources of ours one by one, as {@link BatchReader} does those of files. For any number of threads. */
public final class ResourceReader {
    private final ResourceCheck check = new ResourceCheck("");

    /** What a resource means, or everything that is wrong with it. */
    public Reading<Meaning> read(ResourceKind kind, JsonNode content) {
        return MeaningReader.read(check.check(kind, content));
    }
}
