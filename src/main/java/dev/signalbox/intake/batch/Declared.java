package dev.signalbox.intake.batch;

import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.schema.ResourceKind;

/**
 * A resource of ours without faults.
 *
 * @param document where it stands
 */
public record Declared(ResourceKind kind, ObjectIdentity identity, Document document, Meaning meaning) {}
