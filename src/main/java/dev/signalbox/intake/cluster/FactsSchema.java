package dev.signalbox.intake.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.intake.schema.Schema;

/** The shape of a file of facts, so that it is checked like any resource. */
final class FactsSchema {
    private static final String DURATION = """
            {"type": "string", "pattern": "^([0-9]+(y|w|d|h|m|s|ms))+$", "maxLength": 32, "description": "Example: 30s."}
            """;

    private static final String URL = """
            {"type": "string", "pattern": "^https?://[^\\\\s/?#]+([/?#]\\\\S*)?$", "description": "Example: http://grafana:3000."}
            """;

    private static final String TEXT = """
            {"type": "object", "properties": {
              "kinds": {"type": "array", "items": {"type": "object", "required": ["apiVersion", "kind"], "properties": {
                "apiVersion": {"type": "string", "minLength": 1, "description": "Example: monitoring.coreos.com/v1."},
                "kind": {"type": "string", "minLength": 1, "description": "Example: PrometheusRule."}}}},
              "prometheus": {"type": "string", "pattern": "^v?[0-9]{1,4}[.][0-9]{1,4}([.].*)?$",
                "description": "Example: \\"3.5\\"."},
              "rules": {"type": "object", "properties": {
                "scrapeInterval": DURATION, "ledgerDelay": DURATION, "retention": DURATION,
                "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                "evaluator": {"type": "string", "enum": ["Prometheus", "VictoriaMetrics"]},
                "format": {"type": "string", "enum": ["PrometheusRule", "VMRule"]},
                "compatibility": {"type": "string", "enum": ["None", "Sloth"]},
                "runbooks": {"type": "string", "enum": ["None", "ConfigMap"]},
                "links": {"type": "object", "properties": {
                  "grafana": URL, "datasource": {"type": "string", "minLength": 1}, "prometheus": URL}},
                "queries": {"type": "object", "required": ["url"], "properties": {"url": URL,
                  "tenant": {"type": "string", "minLength": 1}, "guarded": {"type": "boolean"}}}}},
              "services": {"type": "array", "x-kubernetes-list-type": "map",
                "x-kubernetes-list-map-keys": ["namespace", "name"],
                "items": {"type": "object", "required": ["namespace", "name"], "properties": {
                  "namespace": {"type": "string", "minLength": 1, "description": "Example: shop."},
                  "name": {"type": "string", "minLength": 1, "description": "Example: checkout."},
                  "service": {"type": "string", "minLength": 1}, "team": {"type": "string", "minLength": 1},
                  "tier": {"type": "integer", "minimum": 1, "maximum": 4}, "scrapeInterval": DURATION,
                  "runbook": URL, "dashboards": {"type": "object", "properties": {
                    "folder": {"type": "string", "minLength": 1}, "include": {"type": "array", "items": {"type": "string",
                      "enum": ["GoldenSignals", "SLO", "Logs", "Runtime", "Dependencies"]}},
                    "conventions": {"type": "array", "items": {"type": "string"}}, "watched": {"type": "boolean"}}}}}},
              "dashboards": {"type": "object", "properties": {
                "target": {"type": "string", "enum": ["GrafanaOperator", "Sidecar", "None"]},
                "namespace": {"type": "string", "minLength": 1}, "grafanaUrl": URL,
                "instanceSelector": {"type": "object", "properties": {
                  "matchLabels": {"type": "object", "additionalProperties": {"type": "string"}},
                  "matchExpressions": {"type": "array", "items": {"type": "object", "required": ["key", "operator"],
                    "properties": {"key": {"type": "string", "minLength": 1},
                      "operator": {"type": "string", "enum": ["In", "NotIn", "Exists", "DoesNotExist"]},
                      "values": {"type": "array", "items": {"type": "string"}}}}}}},
                "datasources": {"type": "object", "properties": {"metrics": {"type": "string", "minLength": 1},
                  "logs": {"type": "string", "minLength": 1}, "traces": {"type": "string", "minLength": 1}}}}},
              "image": {"type": "string", "minLength": 1, "description": "Example: registry.example.com/signalbox:1.2.3."},
              "buckets": {"type": "object", "additionalProperties": {
                "type": "array", "items": {"type": "number", "description": "Example: 0.25."},
                "description": "Example: [0.1, 0.25, 0.5]."}},
              "loki": {"type": "object", "properties": {
                "level": {"type": "string", "enum": ["IsThere", "CanBeMade", "IsMissing"]},
                "rules": {"type": "array", "items": {"type": "object", "required": ["selector", "period"], "properties": {
                  "selector": {"type": "string", "minLength": 1, "description": "Example: {namespace=\\"audit\\"}."},
                  "priority": {"type": "integer"}, "period": DURATION}}}}},
              "alertmanagers": {"type": "array", "items": {"type": "object", "required": ["namespace", "name"], "properties": {
                "namespace": {"type": "string", "minLength": 1, "description": "Example: monitoring."},
                "name": {"type": "string", "minLength": 1, "description": "Example: main."},
                "strategy": {"type": "string",
                  "enum": ["OnNamespace", "OnNamespaceExceptForAlertmanagerNamespace", "None"]},
                "version": {"type": "string", "minLength": 1, "description": "Example: \\"0.28.1\\"."},
                "refusal": {"type": "string"},
                "takenFrom": {"type": "array", "items": {"type": "string", "minLength": 1}}}}},
              "confinedNamespaces": {"type": "array", "items": {"type": "string", "minLength": 1, "description": "Example: shop."}},
              "tempo": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
              "headStrategies": URL}}
            """;

    private FactsSchema() {}

    static Schema schema() {
        try {
            return new Schema(new ObjectMapper()
                    .readTree(TEXT.replace("DURATION", DURATION).replace("URL", URL)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the constant is JSON", impossible);
        }
    }
}
