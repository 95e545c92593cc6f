package dev.signalbox.operator;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends a process that is asked to end while it starts. Quarkus waits for the start first, and that may wait for an API server for as
 * long as there is none.
 */
@Singleton
class UnfinishedStart {
    private static final Logger LOG = Logger.getLogger(UnfinishedStart.class);

    /** A start that gets through in this time ends as any operator does. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** What a shell tells of a program that SIGTERM has ended. */
    private static final int TERMINATED = 128 + 15;

    private final CountDownLatch over = new CountDownLatch(1);

    void begin(@Observes @Priority(1) StartupEvent event) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("unfinished-start").unstarted(this::end));
    }

    void complete(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        over.countDown();
    }

    /** Of a start that fails, too: it has an exit code of its own. */
    @PreDestroy
    void close() {
        over.countDown();
    }

    private void end() {
        try {
            if (!over.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("ending before the start was through, as was asked for");
                Runtime.getRuntime().halt(TERMINATED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
