package dev.signalbox.testing.collector;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A span as OTLP carries it.
 *
 * @param origin whose it is
 * @param trace 32 hexadecimal digits
 * @param id 16 hexadecimal digits
 * @param parent the span above it; empty for a root
 * @param name what was done
 * @param kind which side of a call it is
 * @param start to the nanosecond
 * @param end to the nanosecond
 * @param status how it ended
 * @param attributes values as of {@link AnyValue}
 * @param events in their order
 * @param links in their order
 */
public record Span(
        Origin origin,
        String trace,
        String id,
        String parent,
        String name,
        Kind kind,
        Instant start,
        Instant end,
        Status status,
        Map<String, Object> attributes,
        List<Event> events,
        List<Link> links) {

    /** In the order of OTLP's numbers. */
    public enum Kind {
        UNSPECIFIED,
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    /** In the order of OTLP's numbers. */
    public enum Code {
        UNSET,
        OK,
        ERROR
    }

    /**
     * How a span ended.
     *
     * @param code for programs
     * @param message for people; may be empty
     */
    public record Status(Code code, String message) {
        public static final Status UNSET = new Status(Code.UNSET, "");
    }

    /**
     * Something that happened meanwhile.
     *
     * @param name what
     * @param time when
     * @param attributes values as of {@link AnyValue}
     */
    public record Event(String name, Instant time, Map<String, Object> attributes) {}

    /**
     * A span that has to do with this one.
     *
     * @param trace its trace
     * @param span its identifier
     * @param attributes values as of {@link AnyValue}
     */
    public record Link(String trace, String span, Map<String, Object> attributes) {}

    /** The first span of a new trace, served in ten milliseconds, now. */
    public static Span root(Ids ids, Origin origin, String name) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Span(
                origin,
                ids.trace(),
                ids.span(),
                "",
                name,
                Kind.SERVER,
                start,
                start.plusMillis(10),
                Status.UNSET,
                Map.of(),
                List.of(),
                List.of());
    }

    /** A span below this one, of the same kind and as long. */
    public Span child(Ids ids, Origin whose, String what) {
        return new Span(
                whose, trace, ids.span(), id, what, kind, start, end, Status.UNSET, Map.of(), List.of(), List.of());
    }

    public boolean isRoot() {
        return parent.isEmpty();
    }

    public Span as(Kind otherKind) {
        return new Span(origin, trace, id, parent, name, otherKind, start, end, status, attributes, events, links);
    }

    public Span lasting(Duration time) {
        return new Span(
                origin, trace, id, parent, name, kind, start, start.plus(time), status, attributes, events, links);
    }

    public Span failing(String message) {
        return new Span(
                origin,
                trace,
                id,
                parent,
                name,
                kind,
                start,
                end,
                new Status(Code.ERROR, message),
                attributes,
                events,
                links);
    }

    public Span with(String key, Object value) {
        return new Span(
                origin,
                trace,
                id,
                parent,
                name,
                kind,
                start,
                end,
                status,
                Origin.plus(attributes, key, value),
                events,
                links);
    }

    public Span with(List<Event> happened, List<Link> related) {
        return new Span(origin, trace, id, parent, name, kind, start, end, status, attributes, happened, related);
    }
}
