package dev.signalbox.report;

import dev.signalbox.model.ResourceName;
import java.util.Optional;

/**
 * A metric that somebody reads and no series of the last day has.
 *
 * @param kind of the object that reads it
 * @param where in it, for people
 * @param nearest the one that was probably meant
 */
public record UnknownMetric(String kind, ResourceName object, String where, String metric, Optional<String> nearest) {}
