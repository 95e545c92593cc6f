package dev.signalbox.status;

import java.time.Instant;

/** What became of the outputs of a resource. */
public sealed interface Delivery {

    /** @param changedAt when the newest of the outputs was last changed by us */
    record Delivered(Instant changedAt) implements Delivery {}

    /**
     * An object of that name is there and somebody else's; it was left alone.
     *
     * @param output kind and name of the object
     * @param holders who manages it, as field managers
     */
    record Contended(String output, String holders) implements Delivery {}

    /**
     * The server refuses it, and will until something else changes.
     *
     * @param output kind and name of the object
     * @param message the server's
     */
    record Refused(String output, String message) implements Delivery {}

    /** Nothing was to be delivered; what was delivered before stays. */
    record Kept() implements Delivery {}
}
