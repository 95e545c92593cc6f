package dev.signalbox.sidecar;

import java.time.Instant;

/** What is in a watched directory. */
public sealed interface Content {

    /**
     * It was read as a whole.
     *
     * @param hash {@link dev.signalbox.compile.kube.ContentHash} of the files in the order of their names
     * @param since when it was put there, by the file system's clock
     */
    record Read(String hash, Instant since) implements Content {}

    /**
     * It could not be.
     *
     * @param reason for people
     */
    record Unreadable(String reason) implements Content {}
}
