package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.Selectors;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DashboardSettings.Server;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.TelemetrySignal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Data sources with what leads from a figure to a trace, from a trace to its logs, and back: exemplars, derived fields, traces
 * to logs.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/#json-data">Their settings</a>
 */
final class DatasourceObjects {
    private static final ServedKind KIND =
            new ServedKind(ServedKind.GRAFANA_DASHBOARD.apiVersion(), "GrafanaDatasource");

    /** The attribute of exemplars and of log records, as collectors write it. */
    private static final String TRACE_ID = "trace_id";

    /** In log records, as Loki names resource attributes. */
    private static final String LOGS_OF_SPAN =
            "{service_name=\"${__span.tags[\"service.name\"]}\"} | trace_id=\"${__trace.traceId}\"";

    private final DashboardSettings settings;

    private DatasourceObjects(DashboardSettings settings) {
        this.settings = settings;
    }

    /** One object for each server; none unless the stack asks for them and the Grafana operator brings dashboards. */
    static List<HasMetadata> of(DashboardSettings settings) {
        DatasourceObjects objects = new DatasourceObjects(settings);
        return settings.target().filter(DashboardSettings.Target.GRAFANA_OPERATOR::equals).stream()
                .flatMap(_ -> settings.servers().stream())
                .map(objects::object)
                .toList();
    }

    private HasMetadata object(Server server) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("instanceSelector", Selectors.of(settings.instances()));
        spec.put("allowCrossNamespaceImport", true);
        spec.put("uid", server.uid());
        spec.put("datasource", datasource(server));
        List<Map<String, Object>> secrets = secrets(server);
        if (!secrets.isEmpty()) {
            spec.put("valuesFrom", secrets);
        }
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(KIND.apiVersion())
                .withKind(KIND.kind())
                .withMetadata(new ObjectMetaBuilder()
                        .withName("signalbox-" + word(server.signal()))
                        .withNamespace(settings.namespace())
                        .withLabels(OutputLabels.with(Map.of()))
                        .build())
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    private Map<String, Object> datasource(Server server) {
        Map<String, Object> datasource = new LinkedHashMap<>();
        Map<String, Object> options = new LinkedHashMap<>(options(server.signal()));
        Map<String, Object> hidden = new LinkedHashMap<>();
        server.tenant().ifPresent(tenant -> {
            options.put("httpHeaderName1", "X-Scope-OrgID");
            hidden.put("httpHeaderValue1", tenant);
        });
        if (server.unchecked()) {
            options.put("tlsSkipVerify", true);
        }
        datasource.put("name", "Signalbox " + word(server.signal()));
        datasource.put("type", type(server.signal()));
        datasource.put("access", "proxy");
        datasource.put("url", server.url());
        datasource.put("isDefault", false);
        switch (server.credentials()) {
            case Credentials.Basic _ -> {
                datasource.put("basicAuth", true);
                datasource.put("basicAuthUser", "${username}");
                hidden.put("basicAuthPassword", "${password}");
            }
            case Credentials.Bearer _ -> {
                options.put("httpHeaderName2", "Authorization");
                hidden.put("httpHeaderValue2", "Bearer ${token}");
            }
            case Credentials.None _ -> {}
        }
        datasource.put("jsonData", options);
        if (!hidden.isEmpty()) {
            datasource.put("secureJsonData", hidden);
        }
        return datasource;
    }

    private Map<String, Object> options(TelemetrySignal signal) {
        return switch (signal) {
            case METRICS -> {
                Map<String, Object> options = new LinkedHashMap<>(Map.of("httpMethod", "POST"));
                uid(TelemetrySignal.TRACES)
                        .ifPresent(traces -> options.put(
                                "exemplarTraceIdDestinations",
                                List.of(Map.of("name", TRACE_ID, "datasourceUid", traces))));
                yield options;
            }
            case LOGS ->
                uid(TelemetrySignal.TRACES)
                        .<Map<String, Object>>map(traces -> Map.of(
                                "derivedFields",
                                List.of(Map.of(
                                        "name",
                                        TRACE_ID,
                                        "matcherType",
                                        "label",
                                        "matcherRegex",
                                        TRACE_ID,
                                        "url",
                                        "${__value.raw}",
                                        "urlDisplayLabel",
                                        "Trace",
                                        "datasourceUid",
                                        traces))))
                        .orElse(Map.of());
            case TRACES -> {
                Map<String, Object> options = new LinkedHashMap<>(Map.of("nodeGraph", Map.of("enabled", true)));
                uid(TelemetrySignal.LOGS)
                        .ifPresent(logs -> options.put(
                                "tracesToLogsV2",
                                Map.of(
                                        "datasourceUid",
                                        logs,
                                        "spanStartTimeShift",
                                        "-1m",
                                        "spanEndTimeShift",
                                        "1m",
                                        "customQuery",
                                        true,
                                        "query",
                                        LOGS_OF_SPAN)));
                uid(TelemetrySignal.METRICS)
                        .ifPresent(metrics -> options.put("serviceMap", Map.of("datasourceUid", metrics)));
                yield options;
            }
            case PROFILES -> Map.of();
        };
    }

    private Optional<String> uid(TelemetrySignal signal) {
        return switch (signal) {
            case METRICS -> settings.datasources().metrics();
            case LOGS -> settings.datasources().logs();
            case TRACES -> settings.datasources().traces();
            case PROFILES -> Optional.empty();
        };
    }

    private static List<Map<String, Object>> secrets(Server server) {
        return switch (server.credentials()) {
            case Credentials.Basic(String secret) ->
                List.of(
                        from(secret, "username", "basicAuthUser"),
                        from(secret, "password", "secureJsonData.basicAuthPassword"));
            case Credentials.Bearer(String secret) -> List.of(from(secret, "token", "secureJsonData.httpHeaderValue2"));
            case Credentials.None _ -> List.of();
        };
    }

    private static Map<String, Object> from(String secret, String key, String path) {
        return Map.of("targetPath", path, "valueFrom", Map.of("secretKeyRef", Map.of("name", secret, "key", key)));
    }

    private static String type(TelemetrySignal signal) {
        return switch (signal) {
            case METRICS -> "prometheus";
            case LOGS -> "loki";
            case TRACES -> "tempo";
            case PROFILES -> "grafana-pyroscope-datasource";
        };
    }

    private static String word(TelemetrySignal signal) {
        return signal.name().toLowerCase(Locale.ROOT);
    }
}
