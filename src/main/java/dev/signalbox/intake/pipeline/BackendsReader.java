package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.Archive;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.S3;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec.StackProfiles;
import dev.signalbox.api.v1alpha1.StackLogs;
import dev.signalbox.api.v1alpha1.StackMetrics;
import dev.signalbox.api.v1alpha1.StackTraces;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.pipeline.AccessReader.Access;
import dev.signalbox.model.pipeline.Backends;
import dev.signalbox.model.pipeline.Backends.Bucket;
import dev.signalbox.model.pipeline.Backends.Endpoint;
import dev.signalbox.model.pipeline.Backends.Metrics;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where an {@code ObservabilityStack} sends telemetry. */
final class BackendsReader {
    private static final Pattern BUCKET = Pattern.compile("(?=.{3,63}$)(?!.*\\.\\.)[a-z0-9][-a-z0-9.]*[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9_]{0,62}");

    private static final String OTLP = "http://prometheus:9090/api/v1/otlp";
    private static final String REMOTE_WRITE = "http://prometheus:9090/api/v1/write";

    private BackendsReader() {}

    static Backends read(ObservabilityStackSpec spec, Findings findings) {
        return new Backends(
                Optional.ofNullable(spec.metrics()).flatMap(metrics -> metrics(metrics, findings)),
                Optional.ofNullable(spec.logs()).flatMap(logs -> logs(logs, findings)),
                Optional.ofNullable(spec.traces()).flatMap(traces -> traces(traces, findings)),
                Optional.ofNullable(spec.profiles()).flatMap(profiles -> profiles(profiles, findings)),
                Optional.ofNullable(spec.archive()).flatMap(archive -> bucket(archive, findings)));
    }

    private static Optional<Metrics> metrics(StackMetrics written, Findings findings) {
        findings.require(
                written.otlpUrl() == null || written.remoteWriteUrl() == null,
                "spec.metrics.remoteWriteUrl",
                "must not stand beside otlpUrl: it is the fallback for servers without OTLP",
                "keep otlpUrl");
        Access access = AccessReader.read("spec.metrics.auth", written.auth(), findings);
        Optional<Metrics> otlp = Optional.ofNullable(written.otlpUrl())
                .flatMap(url -> BackendAddress.prefix("spec.metrics.otlpUrl", url, "/v1/metrics", OTLP, findings))
                .map(address -> new Metrics.Otlp(access.at(address)));
        return otlp.or(() -> Optional.ofNullable(written.remoteWriteUrl())
                .flatMap(url -> BackendAddress.url("spec.metrics.remoteWriteUrl", url, REMOTE_WRITE, findings))
                .map(address -> new Metrics.RemoteWrite(access.at(address))));
    }

    private static Optional<Endpoint> logs(StackLogs written, Findings findings) {
        Access access = AccessReader.read("spec.logs.auth", written.auth(), findings);
        Optional<String> tenant = AccessReader.tenant("spec.logs.tenant", written.tenant(), findings);
        findings.require(
                tenant.isEmpty() || access.tenant().isEmpty() || tenant.equals(access.tenant()),
                "spec.logs.auth.tenant",
                "must be that of spec.logs.tenant, was \"%s\""
                        .formatted(access.tenant().orElse("")),
                "leave one of them out");
        return BackendAddress.prefix("spec.logs.lokiUrl", written.lokiUrl(), "/push", "http://loki:3100", findings)
                .map(access.withTenant(tenant.or(access::tenant))::at);
    }

    private static Optional<Endpoint> traces(StackTraces written, Findings findings) {
        Access access = AccessReader.read("spec.traces.auth", written.auth(), findings);
        return BackendAddress.hostPort("spec.traces.otlpEndpoint", written.otlpEndpoint(), "tempo:4317", findings)
                .map(access::at);
    }

    private static Optional<Endpoint> profiles(StackProfiles written, Findings findings) {
        Access access = AccessReader.read("spec.profiles.auth", written.auth(), findings);
        return BackendAddress.prefix("spec.profiles.url", written.url(), "", "http://pyroscope:4040", findings)
                .map(access::at);
    }

    private static Optional<Bucket> bucket(Archive written, Findings findings) {
        String path = "spec.archive.s3";
        S3 s3 = written.s3();
        if (!findings.require(
                s3 != null,
                path,
                "must be given, was missing",
                "write e.g. {bucket: observability-archive, region: eu-west-1}")) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(s3.bucket()).orElse("");
        findings.require(
                BUCKET.matcher(name).matches() && IpLiteral.kind(name).isEmpty(),
                path + ".bucket",
                "must be 3 to 63 lower-case letters, digits, '-' and single '.', and no address; was \"%s\""
                        .formatted(name),
                "write e.g. observability-archive");
        String region = Optional.ofNullable(s3.region()).orElse("");
        findings.require(
                REGION.matcher(region).matches(),
                path + ".region",
                "must be the name of a region, was \"%s\"".formatted(region),
                "write e.g. eu-west-1");
        Optional<String> endpoint = Optional.ofNullable(s3.endpoint())
                .flatMap(url -> BackendAddress.prefix(path + ".endpoint", url, "", "http://minio:9000", findings));
        String prefix = Optional.ofNullable(s3.prefix()).orElse("");
        findings.require(
                !prefix.startsWith("/")
                        && !prefix.endsWith("/")
                        && prefix.chars().noneMatch(Character::isISOControl),
                path + ".prefix",
                "must neither begin nor end with /, was \"%s\"".formatted(prefix),
                "write e.g. logs");
        return Optional.of(new Bucket(
                name, region, endpoint, prefix, ObjectNames.secret(path + ".secretRef", s3.secretRef(), findings)));
    }
}
