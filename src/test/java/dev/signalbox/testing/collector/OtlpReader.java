package dev.signalbox.testing.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads export requests in OTLP's JSON; a field that is left out has its type's zero. */
@SuppressWarnings("EnumOrdinal") // OTLP numbers kinds, codes and temporalities in this order
final class OtlpReader {
    private OtlpReader() {}

    static List<Span> spans(JsonNode request) {
        return items(request, "resourceSpans", "scopeSpans", "spans", OtlpReader::span)
                .toList();
    }

    static List<LogRecord> logs(JsonNode request) {
        return items(request, "resourceLogs", "scopeLogs", "logRecords", OtlpReader::log)
                .toList();
    }

    static List<MetricPoint> metrics(JsonNode request) {
        return items(request, "resourceMetrics", "scopeMetrics", "metrics", OtlpReader::points)
                .flatMap(Function.identity())
                .toList();
    }

    private static <T> Stream<T> items(
            JsonNode request, String resources, String scopes, String items, BiFunction<Origin, JsonNode, T> read) {
        return all(request.path(resources))
                .flatMap(resource -> all(resource.path(scopes)).flatMap(scope -> {
                    Origin origin = new Origin(
                            AnyValue.readAttributes(resource.at("/resource/attributes")),
                            scope.at("/scope/name").asText(),
                            AnyValue.readAttributes(scope.at("/scope/attributes")));
                    return all(scope.path(items)).map(item -> read.apply(origin, item));
                }));
    }

    private static Span span(Origin origin, JsonNode node) {
        return new Span(
                origin,
                node.path("traceId").asText(),
                node.path("spanId").asText(),
                node.path("parentSpanId").asText(),
                node.path("name").asText(),
                Span.Kind.values()[node.path("kind").asInt()],
                time(node, "startTimeUnixNano"),
                time(node, "endTimeUnixNano"),
                new Span.Status(
                        Span.Code.values()[node.at("/status/code").asInt()],
                        node.at("/status/message").asText()),
                AnyValue.readAttributes(node.path("attributes")),
                all(node.path("events"))
                        .map(event -> new Span.Event(
                                event.path("name").asText(),
                                time(event, "timeUnixNano"),
                                AnyValue.readAttributes(event.path("attributes"))))
                        .toList(),
                all(node.path("links"))
                        .map(link -> new Span.Link(
                                link.path("traceId").asText(),
                                link.path("spanId").asText(),
                                AnyValue.readAttributes(link.path("attributes"))))
                        .toList());
    }

    private static LogRecord log(Origin origin, JsonNode node) {
        return new LogRecord(
                origin,
                time(node, "timeUnixNano"),
                node.path("severityNumber").asInt(),
                node.path("severityText").asText(),
                AnyValue.read(node.path("body")),
                AnyValue.readAttributes(node.path("attributes")),
                node.path("traceId").asText(),
                node.path("spanId").asText());
    }

    private static Stream<MetricPoint> points(Origin origin, JsonNode metric) {
        return Stream.of("gauge", "sum", "histogram", "exponentialHistogram")
                .filter(metric::has)
                .flatMap(type -> all(metric.path(type).path("dataPoints"))
                        .map(point -> new MetricPoint(
                                origin,
                                metric.path("name").asText(),
                                metric.path("unit").asText(),
                                AnyValue.readAttributes(point.path("attributes")),
                                time(point, "startTimeUnixNano"),
                                time(point, "timeUnixNano"),
                                value(type, metric.path(type), point))));
    }

    private static MetricPoint.Value value(String type, JsonNode metric, JsonNode point) {
        var temporality = MetricPoint.Temporality.values()[
                metric.path("aggregationTemporality").asInt()];
        return switch (type) {
            case "gauge" -> new MetricPoint.Gauge(number(point));
            case "sum" ->
                new MetricPoint.Sum(
                        number(point), temporality, metric.path("isMonotonic").asBoolean());
            default ->
                new MetricPoint.Histogram(
                        point.path("count").asLong(),
                        point.path("sum").asDouble(),
                        all(point.path("explicitBounds"))
                                .map(JsonNode::asDouble)
                                .toList(),
                        all(point.path("bucketCounts")).map(JsonNode::asLong).toList(),
                        temporality);
        };
    }

    private static double number(JsonNode point) {
        return point.path(point.has("asInt") ? "asInt" : "asDouble").asDouble();
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.EPOCH.plusNanos(node.path(field).asLong());
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
