package dev.signalbox.operator;

import dev.signalbox.status.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * How many events of what is measured are written: when agents stop, every service falls silent at once, and while a server
 * of metrics comes and goes, each does again and again.
 */
final class EventAllowance {
    /** So many at once. */
    static final int BURST = 25;

    /** Until there is room for one more. */
    static final Duration REFILL = Duration.ofSeconds(10);

    /** The same of the same resource is told once within it. */
    static final Duration AGAIN = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(EventAllowance.class);
    private static final int MOST_REMEMBERED = 1_000;

    private record News(String uid, boolean good, String reason) {}

    private final Map<News, Instant> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<News, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** When it would be empty had nothing been written since; a burst behind the present is full. */
    private Instant usedUntil = Instant.EPOCH;

    private int left;

    /** Takes room for one; reconcilers ask at the same time. */
    synchronized boolean admits(String uid, Transition transition, Instant now) {
        News news = new News(uid, transition.good(), transition.reason());
        Instant before = told.get(news);
        if (before != null && now.isBefore(before.plus(AGAIN))) {
            return false;
        }
        Instant full = now.minus(REFILL.multipliedBy(BURST));
        Instant used = (usedUntil.isBefore(full) ? full : usedUntil).plus(REFILL);
        if (used.isAfter(now)) {
            left++;
            return false;
        }
        if (left > 0) {
            LOG.infof("%d changes of conditions were told without an event, because they were very many", left);
            left = 0;
        }
        usedUntil = used;
        told.remove(news);
        told.put(news, now);
        return true;
    }
}
