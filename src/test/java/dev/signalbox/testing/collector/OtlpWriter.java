package dev.signalbox.testing.collector;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Export requests in OTLP's JSON: identifiers are hexadecimal, 64-bit integers are text. */
@SuppressWarnings("EnumOrdinal") // OTLP numbers kinds, codes and temporalities in this order
final class OtlpWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OtlpWriter() {}

    static ObjectNode spans(List<Span> spans) {
        return request("resourceSpans", "scopeSpans", "spans", spans, Span::origin, OtlpWriter::span);
    }

    static ObjectNode logs(List<LogRecord> records) {
        return request("resourceLogs", "scopeLogs", "logRecords", records, LogRecord::origin, OtlpWriter::log);
    }

    static ObjectNode metrics(List<MetricPoint> points) {
        return request("resourceMetrics", "scopeMetrics", "metrics", points, MetricPoint::origin, OtlpWriter::metric);
    }

    private static <T> ObjectNode request(
            String resources,
            String scopes,
            String items,
            List<T> all,
            Function<T, Origin> origin,
            Function<T, ObjectNode> item) {
        ObjectNode request = JSON.objectNode();
        ArrayNode list = request.putArray(resources);
        Map<Origin, List<T>> byOrigin =
                all.stream().collect(Collectors.groupingBy(origin, LinkedHashMap::new, Collectors.toList()));
        byOrigin.forEach((whose, what) -> {
            ObjectNode resource = list.addObject();
            resource.putObject("resource").set("attributes", AnyValue.written(whose.resource()));
            ObjectNode scope = resource.putArray(scopes).addObject();
            scope.putObject("scope")
                    .put("name", whose.scope())
                    .set("attributes", AnyValue.written(whose.scopeAttributes()));
            ArrayNode content = scope.putArray(items);
            what.forEach(one -> content.add(item.apply(one)));
        });
        return request;
    }

    private static ObjectNode span(Span span) {
        ObjectNode node = JSON.objectNode()
                .put("traceId", span.trace())
                .put("spanId", span.id())
                .put("parentSpanId", span.parent())
                .put("name", span.name())
                .put("kind", span.kind().ordinal())
                .put("startTimeUnixNano", nanos(span.start()))
                .put("endTimeUnixNano", nanos(span.end()));
        node.set("attributes", AnyValue.written(span.attributes()));
        node.putObject("status")
                .put("code", span.status().code().ordinal())
                .put("message", span.status().message());
        ArrayNode events = node.putArray("events");
        span.events().forEach(event -> events.addObject()
                .put("name", event.name())
                .put("timeUnixNano", nanos(event.time()))
                .set("attributes", AnyValue.written(event.attributes())));
        ArrayNode links = node.putArray("links");
        span.links().forEach(link -> links.addObject()
                .put("traceId", link.trace())
                .put("spanId", link.span())
                .set("attributes", AnyValue.written(link.attributes())));
        return node;
    }

    private static ObjectNode log(LogRecord record) {
        ObjectNode node = JSON.objectNode()
                .put("timeUnixNano", nanos(record.time()))
                .put("severityNumber", record.severity())
                .put("severityText", record.severityText())
                .put("traceId", record.trace())
                .put("spanId", record.span());
        node.set("body", AnyValue.written(record.body()));
        node.set("attributes", AnyValue.written(record.attributes()));
        return node;
    }

    private static ObjectNode metric(MetricPoint point) {
        ObjectNode node = JSON.objectNode().put("name", point.name()).put("unit", point.unit());
        ObjectNode data = JSON.objectNode()
                .put("startTimeUnixNano", nanos(point.start()))
                .put("timeUnixNano", nanos(point.time()));
        data.set("attributes", AnyValue.written(point.attributes()));
        switch (point.value()) {
            case MetricPoint.Gauge gauge -> {
                data.put("asDouble", gauge.number());
                node.putObject("gauge").putArray("dataPoints").add(data);
            }
            case MetricPoint.Sum sum -> {
                data.put("asDouble", sum.number());
                node.putObject("sum")
                        .put("aggregationTemporality", sum.temporality().ordinal())
                        .put("isMonotonic", sum.monotonic())
                        .putArray("dataPoints")
                        .add(data);
            }
            case MetricPoint.Histogram histogram -> {
                data.put("count", Long.toString(histogram.count())).put("sum", histogram.sum());
                histogram.bounds().forEach(data.putArray("explicitBounds")::add);
                ArrayNode buckets = data.putArray("bucketCounts");
                histogram.buckets().forEach(count -> buckets.add(Long.toString(count)));
                node.putObject("histogram")
                        .put("aggregationTemporality", histogram.temporality().ordinal())
                        .putArray("dataPoints")
                        .add(data);
            }
        }
        return node;
    }

    private static String nanos(Instant time) {
        return Long.toString(TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano());
    }
}
