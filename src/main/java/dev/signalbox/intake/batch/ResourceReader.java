package dev.signalbox.intake.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.schema.Checked;
import dev.signalbox.intake.schema.ResourceCheck;
import dev.signalbox.intake.schema.ResourceKind;

/** Reads resources of ours one by one, as {@link BatchReader} does those of files. For any number of threads. */
public final class ResourceReader {
    /** Characters of JSON. */
    private static final int LARGEST_WRONG = 1 << 16;

    private final ResourceCheck check = new ResourceCheck("");

    /**
     * What a resource means, or everything that is wrong with it. What is large and no schema takes is not looked into: an API
     * server has refused it before, and who sends it here all the same may have made it as large as they like.
     */
    public Reading<Meaning> read(ResourceKind kind, JsonNode content) {
        Checked checked = check.check(kind, content);
        return checked.violations().isEmpty() || content.path("spec").toString().length() <= LARGEST_WRONG
                ? MeaningReader.read(checked)
                : new Reading.Invalid<>(checked.violations());
    }
}
