package dev.signalbox.operator.evidence;

import dev.signalbox.status.Aspect;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks into each aspect when it is due, one after the other, so that servers are never asked by all at once. */
public final class Inquiries implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Inquiries.class);
    private static final long TICK_SECONDS = 1;

    private final List<Inquiry> inquiries;
    private final Supplier<Optional<Scene>> scene;
    private final BooleanSupplier mayAsk;
    private final PublishedFindings published;
    private final Map<Aspect, Instant> last = new EnumMap<>(Aspect.class);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("evidence").factory());

    /**
     * @param scene nothing: there is no stack
     * @param mayAsk this replica is the one that works
     */
    public Inquiries(
            List<Inquiry> inquiries,
            Supplier<Optional<Scene>> scene,
            BooleanSupplier mayAsk,
            PublishedFindings published) {
        this.inquiries = List.copyOf(inquiries);
        this.scene = scene;
        this.mayAsk = mayAsk;
        this.published = published;
    }

    public void start() {
        Future<?> _ = executor.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    private void tick() {
        for (Inquiry inquiry : inquiries) {
            try {
                Instant now = Instant.now();
                if (mayAsk.getAsBoolean() && isDue(inquiry, now)) {
                    scene.get().ifPresent(current -> look(inquiry, current, now));
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "could not look into %s", inquiry.aspect());
            }
        }
    }

    private boolean isDue(Inquiry inquiry, Instant now) {
        Instant before = last.get(inquiry.aspect());
        return before == null || !now.isBefore(before.plus(inquiry.every()));
    }

    private void look(Inquiry inquiry, Scene current, Instant now) {
        last.put(inquiry.aspect(), now);
        published.publish(inquiry.aspect(), inquiry.look(current, now));
    }

    @Override
    public void close() {
        executor.shutdownNow();
        inquiries.forEach(Inquiry::close);
    }
}
