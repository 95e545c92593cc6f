package dev.signalbox.compile.pipeline.collector.setting;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import java.time.Duration;
import java.util.Optional;

/**
 * What waits to be sent. The only place where we make batches: what is in here is safe, what waits before is not.
 *
 * @param sizer what sizes count
 * @param queueSize of the sizer; what is more waits or is refused
 * @param numConsumers requests under way at once
 * @param blockOnOverflow whether senders wait when it is full; without, they are told that all is well only if it is not
 *     full, and OTLP clients over HTTP are told so even then
 * @param storage where it is kept over a restart; empty means in memory
 * @param batch how what waits is put together
 */
public record SendingQueue(
        Sizer sizer,
        long queueSize,
        int numConsumers,
        boolean blockOnOverflow,
        Optional<Instance<? extends Component.Storage>> storage,
        Optional<Batch> batch) {

    /** Refuses sizes of which nothing could be sent. */
    public SendingQueue {
        if (queueSize < 1 || numConsumers < 1) {
            throw new IllegalArgumentException("must be positive, was " + queueSize + " and " + numConsumers);
        }
        if (batch.isPresent() && batch.get().sizer() == sizer && batch.get().minSize() > queueSize) {
            throw new IllegalArgumentException("no batch of " + batch.get().minSize() + " fits in " + queueSize);
        }
    }

    /**
     * What is sent at once.
     *
     * @param flushTimeout after which it is sent, however small
     * @param sizer what sizes count; not requests
     * @param minSize at which it is sent
     * @param maxSize above which it is split; 0 means never
     */
    public record Batch(Duration flushTimeout, Sizer sizer, long minSize, long maxSize) {
        /** Refuses what the collector refuses. */
        public Batch {
            if (sizer == Sizer.REQUESTS
                    || !flushTimeout.isPositive()
                    || minSize < 0
                    || maxSize != 0 && maxSize < minSize) {
                throw new IllegalArgumentException(
                        "no batch: " + flushTimeout + ", " + sizer + ", " + minSize + " to " + maxSize);
            }
        }
    }

    /** What sizes count. */
    public enum Sizer {
        /** Requests, whatever their size. */
        REQUESTS,
        /** Spans, points, records. */
        ITEMS,
        /** Bytes as they are sent. */
        BYTES
    }
}
