package dev.signalbox.compile.pipeline.gateway;

import dev.signalbox.compile.pipeline.logs.ArchiveExit;

/**
 * How much a gateway's queue holds that has no backlog: the batch that is being put together, which is sent when the gateway
 * ends, and one that is being sent. A queue's size counts both, so that with any traffic it is never 0.
 */
public final class QueuesUnderWay {
    private static final int BATCHES = 2;

    private QueuesUnderWay() {}

    /**
     * At most.
     *
     * @param exporter as its own metrics name it
     */
    public static long bytes(String exporter) {
        return BATCHES * (exporter.endsWith("/" + ArchiveExit.NAME) ? ArchiveExit.LARGEST : BackendExits.LARGEST_BATCH);
    }
}
