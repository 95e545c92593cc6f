package dev.signalbox.compile.pipeline.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Somewhere in a request where a sender may write a secret.
 *
 * @param name where
 * @param path that requests with it are sent to
 * @param numeric whether it holds numbers only
 * @param request with {@code SERVICE} and {@code SECRET}
 */
record HidingPlace(String name, String path, boolean numeric, String request) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SPAN = """
            {resourceSpans: [{resource: {attributes: [OWNER RESOURCE]} SCHEMA, scopeSpans: [{scope: {name: s SCOPE},
              spans: [{traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: n, kind: 2,
                startTimeUnixNano: '1700000000000000000', endTimeUnixNano: '1700000000000000001' ITEM}]}]}]}
            """;
    private static final String LOG = """
            {resourceLogs: [{resource: {attributes: [OWNER RESOURCE]} SCHEMA, scopeLogs: [{scope: {name: s SCOPE},
              logRecords: [{timeUnixNano: '1700000000000000000' ITEM}]}]}]}
            """;
    private static final String METRIC = """
            {resourceMetrics: [{resource: {attributes: [OWNER RESOURCE]} SCHEMA, scopeMetrics: [{scope: {name: s SCOPE},
              metrics: [{name: m METRIC, sum: {aggregationTemporality: 2, isMonotonic: true, dataPoints: [
                {startTimeUnixNano: '1700000000000000000', timeUnixNano: '1700000000000000001', asInt: '7' ITEM}]}}]}]}]}
            """;

    static final List<HidingPlace> ALL = List.of(
            span("resource attribute", "RESOURCE", ", {key: k, value: {stringValue: 'x SECRET y'}}"),
            span("resource key", "RESOURCE", ", {key: 'k SECRET', value: {stringValue: v}}"),
            span("schema URL", "SCHEMA", ", schemaUrl: 'http://x/SECRET'"),
            span("scope attribute", "SCOPE", ", attributes: [{key: k, value: {stringValue: 'SECRET'}}]"),
            span("scope version", "SCOPE", ", version: 'SECRET'"),
            span("span name", "ITEM", ", name: 'GET /pay/SECRET'"),
            span("status message", "ITEM", ", status: {code: 2, message: 'no SECRET'}"),
            span("state of the trace", "ITEM", ", traceState: 'vendor=SECRET'"),
            span("span attribute", "ITEM", ", attributes: [{key: k, value: {stringValue: 'a SECRET b'}}]"),
            span("span key", "ITEM", ", attributes: [{key: 'user.SECRET', value: {boolValue: true}}]"),
            span(
                    "list",
                    "ITEM",
                    ", attributes: [{key: k, value: {arrayValue: {values: [{intValue: 1}, {stringValue: 'SECRET'}]}}}]"),
            span(
                    "list with a line break",
                    "ITEM",
                    ", attributes: [{key: k, value: {arrayValue: {values: [{stringValue: \"line\\nSECRET\"}]}}}]"),
            span(
                    "list with a sign that JSON escapes",
                    "ITEM",
                    ", attributes: [{key: k, value: {arrayValue: {values: [{stringValue: \"\\u0001SECRET\"}]}}}]"),
            span(
                    "map",
                    "ITEM",
                    ", attributes: [{key: k, value: {kvlistValue: {values: [{key: a, value: {stringValue: 'SECRET'}}]}}}]"),
            span(
                    "map in a map",
                    "ITEM",
                    ", attributes: [{key: k, value: {kvlistValue: {values: [{key: a, value: {kvlistValue: {values: [{key: b, value: {stringValue: 'SECRET'}}]}}}]}}}]"),
            span(
                    "key of a map",
                    "ITEM",
                    ", attributes: [{key: k, value: {kvlistValue: {values: [{key: 'SECRET', value: {intValue: 1}}]}}}]"),
            number(span("integer", "ITEM", ", attributes: [{key: k, value: {intValue: 'SECRET'}}]")),
            number(span("floating point number", "ITEM", ", attributes: [{key: k, value: {doubleValue: SECRET}}]")),
            number(span(
                    "integer in a list",
                    "ITEM",
                    ", attributes: [{key: k, value: {arrayValue: {values: [{intValue: 'SECRET'}]}}}]")),
            span("event name", "ITEM", ", events: [{name: 'SECRET', timeUnixNano: '1'}]"),
            span(
                    "event attribute",
                    "ITEM",
                    ", events: [{name: e, timeUnixNano: '1', attributes: [{key: k, value: {stringValue: 'SECRET'}}]}]"),
            span(
                    "event key",
                    "ITEM",
                    ", events: [{name: e, timeUnixNano: '1', attributes: [{key: 'SECRET', value: {stringValue: v}}]}]"),
            span(
                    "link attribute",
                    "ITEM",
                    ", links: [{traceId: '5b8efff798038103d269b633813fc60d', spanId: 'eee19b7ec3c1b175', attributes: [{key: k, value: {stringValue: 'SECRET'}}]}]"),
            span(
                    "link state",
                    "ITEM",
                    ", links: [{traceId: '5b8efff798038103d269b633813fc60d', spanId: 'eee19b7ec3c1b175', traceState: 'a=SECRET'}]"),
            log("body", "ITEM", ", body: {stringValue: 'paid by SECRET at noon'}"),
            log("body of JSON", "ITEM", ", body: {stringValue: '{\"a\":\"SECRET\",\"b\":1}'}"),
            number(log("body that is a number", "ITEM", ", body: {intValue: 'SECRET'}")),
            log("body map", "ITEM", ", body: {kvlistValue: {values: [{key: a, value: {stringValue: 'SECRET'}}]}}"),
            log(
                    "key of a body map",
                    "ITEM",
                    ", body: {kvlistValue: {values: [{key: 'SECRET', value: {stringValue: x}}]}}"),
            number(log(
                    "number in a body map",
                    "ITEM",
                    ", body: {kvlistValue: {values: [{key: a, value: {intValue: 'SECRET'}}]}}")),
            log(
                    "map in a body map",
                    "ITEM",
                    ", body: {kvlistValue: {values: [{key: a, value: {kvlistValue: {values: [{key: b, value: {stringValue: \"x\\nSECRET\"}}]}}}]}}"),
            log(
                    "key of a map in a body map",
                    "ITEM",
                    ", body: {kvlistValue: {values: [{key: a, value: {kvlistValue: {values: [{key: 'SECRET', value: {stringValue: x}}]}}}]}}"),
            log("body list", "ITEM", ", body: {arrayValue: {values: [{stringValue: \"x\\nSECRET\"}]}}"),
            log(
                    "key of a map in a body list",
                    "ITEM",
                    ", body: {arrayValue: {values: [{kvlistValue: {values: [{key: 'SECRET', value: {stringValue: x}}]}}]}}"),
            log(
                    "record attribute",
                    "ITEM",
                    ", body: {stringValue: x}, attributes: [{key: k, value: {stringValue: 'SECRET'}}]"),
            log("severity text", "ITEM", ", body: {stringValue: x}, severityText: 'SECRET'"),
            log("name of the record's event", "ITEM", ", body: {stringValue: x}, eventName: 'SECRET'"),
            log("resource attribute of a record", "RESOURCE", ", {key: k, value: {stringValue: 'SECRET'}}"),
            metric("metric name", "METRIC", ", name: 'm.SECRET'"),
            metric("description", "METRIC", ", description: 'SECRET'"),
            metric("unit", "METRIC", ", unit: 'SECRET'"),
            metric("metadata", "METRIC", ", metadata: [{key: k, value: {stringValue: 'SECRET'}}]"),
            metric("label", "ITEM", ", attributes: [{key: k, value: {stringValue: 'SECRET'}}]"),
            metric("label name", "ITEM", ", attributes: [{key: 'SECRET', value: {stringValue: v}}]"),
            number(metric("label that is a number", "ITEM", ", attributes: [{key: k, value: {intValue: 'SECRET'}}]")),
            metric("scope of metrics", "SCOPE", ", version: 'SECRET'"));

    private static HidingPlace span(String name, String where, String content) {
        return new HidingPlace(name, "/v1/traces", false, SPAN.replace(" " + where, content));
    }

    private static HidingPlace log(String name, String where, String content) {
        return new HidingPlace(name, "/v1/logs", false, LOG.replace(" " + where, content));
    }

    private static HidingPlace metric(String name, String where, String content) {
        return new HidingPlace(name, "/v1/metrics", false, METRIC.replace(" " + where, content));
    }

    private static HidingPlace number(HidingPlace place) {
        return new HidingPlace(place.name, place.path, true, place.request);
    }

    /**
     * The request.
     *
     * @param service whose it is
     * @param id by which it is known again
     */
    JsonNode hiding(String secret, String service, String id) {
        String owner = "{key: signalbox.service, value: {stringValue: '%s'}}, {key: id, value: {stringValue: '%s'}}"
                .formatted(service, id);
        String filled = request.replace("OWNER", owner)
                .replace("SECRET", secret)
                .replaceAll(" (?:SCHEMA|RESOURCE|SCOPE|METRIC|ITEM)\\b", "");
        try {
            return YAML.readTree(filled);
        } catch (IOException e) {
            throw new UncheckedIOException(filled, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
