package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.EndpointAuth;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.facts.DashboardSettings.Datasources;
import dev.signalbox.facts.DashboardSettings.Server;
import dev.signalbox.model.pipeline.Backends.Credentials;
import dev.signalbox.model.pipeline.TelemetrySignal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads which of a stack's servers Grafana can ask. What is wrong with them is told by who reads where telemetry goes. */
final class ServersReader {
    private ServersReader() {}

    /** @param uids that are asked for; where there is none, ours */
    static List<Server> read(ObservabilityStackSpec spec, Datasources uids) {
        return Stream.of(
                        Optional.ofNullable(spec.metrics())
                                .flatMap(metrics -> server(
                                        TelemetrySignal.METRICS,
                                        uids.metrics(),
                                        metrics.queryUrl(),
                                        null,
                                        metrics.auth())),
                        Optional.ofNullable(spec.logs())
                                .flatMap(logs -> server(
                                        TelemetrySignal.LOGS, uids.logs(), logs.lokiUrl(), logs.tenant(), logs.auth())),
                        Optional.ofNullable(spec.traces())
                                .flatMap(traces -> server(
                                        TelemetrySignal.TRACES, uids.traces(), traces.queryUrl(), null, traces.auth())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Server> server(
            TelemetrySignal signal, Optional<String> uid, String url, String tenant, EndpointAuth spoken) {
        Optional<EndpointAuth> auth = Optional.ofNullable(spoken);
        return Optional.ofNullable(url)
                .map(address -> new Server(
                        signal,
                        uid.orElse("signalbox-" + signal.name().toLowerCase(Locale.ROOT)),
                        address,
                        Optional.ofNullable(tenant).or(() -> auth.map(EndpointAuth::tenant)),
                        auth.map(ServersReader::credentials).orElse(new Credentials.None()),
                        auth.map(EndpointAuth::tls)
                                .map(EndpointAuth.Tls::insecureSkipVerify)
                                .orElse(false)));
    }

    private static Credentials credentials(EndpointAuth auth) {
        return auth.secretRef() == null
                ? new Credentials.None()
                : switch (auth.type()) {
                    case BASIC -> new Credentials.Basic(auth.secretRef().name());
                    case BEARER -> new Credentials.Bearer(auth.secretRef().name());
                    case NONE -> new Credentials.None();
                    case null -> new Credentials.None();
                };
    }
}
