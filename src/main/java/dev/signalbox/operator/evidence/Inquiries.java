package dev.signalbox.operator.evidence;

import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.status.Aspect;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks into each aspect when it is due, one after the other, so that servers are never asked by all at once. */
public final class Inquiries implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final List<Inquiry> inquiries;
    private final Supplier<Optional<Scene>> scene;
    private final BooleanSupplier mayAsk;
    private final PublishedFindings published;
    private final Map<Aspect, Instant> last = new EnumMap<>(Aspect.class);
    private final Loop loop;

    /**
     * @param scene nothing: there is no stack
     * @param mayAsk this replica is the one that works
     */
    public Inquiries(
            List<Inquiry> inquiries,
            Supplier<Optional<Scene>> scene,
            BooleanSupplier mayAsk,
            PublishedFindings published,
            Loops loops) {
        this.inquiries = List.copyOf(inquiries);
        this.scene = scene;
        this.mayAsk = mayAsk;
        this.published = published;
        this.loop = loops.loop("evidence");
    }

    public void start() {
        inquiries.forEach(
                inquiry -> loop.every(TICK, TICK, "look into " + inquiry.aspect(), () -> lookWhenDue(inquiry)));
    }

    private void lookWhenDue(Inquiry inquiry) {
        Instant now = Instant.now();
        if (mayAsk.getAsBoolean() && isDue(inquiry, now)) {
            scene.get().ifPresent(current -> look(inquiry, current, now));
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
        loop.close();
        inquiries.forEach(Inquiry::close);
    }
}
