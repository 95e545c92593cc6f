package dev.signalbox.report.advice;

import dev.signalbox.api.v1alpha1.Signal;
import dev.signalbox.report.CoverageHealth.Missing;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Recommendation;
import dev.signalbox.report.Recommendation.Remedy;
import dev.signalbox.report.Recommendation.Topic;
import dev.signalbox.report.Recommendation.Urgency;
import dev.signalbox.report.ServiceHealth;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workloads that nobody sees, and services that nobody promises anything of. */
final class CoverageAdvice {
    private static final int MOST_IMPORTANT = 1;

    private static final Map<Signal, String> WORDS = new EnumMap<>(Map.of(
            Signal.METRICS, "metrics",
            Signal.LOGS, "logs",
            Signal.TRACES, "traces",
            Signal.PROFILES, "profiles"));

    private CoverageAdvice() {}

    static Stream<Recommendation> undeclared(HealthReport report) {
        return missing(report, false)
                .map(workload -> new Recommendation(
                        Urgency.SOON,
                        Topic.COVERAGE,
                        workload.kind(),
                        workload.name(),
                        "No ServiceObservability has this workload",
                        "Not seen of it: " + unseen(workload) + ".",
                        new Remedy.Change(
                                "a new resource; the selector is a guess, write the labels of its pods", """
                                apiVersion: signalbox.dev/v1alpha1
                                kind: ServiceObservability
                                metadata: {name: %1$s, namespace: %2$s}
                                spec:
                                  selector: {matchLabels: {app: %1$s}}
                                """.formatted(
                                                Yaml.word(workload.name().name()),
                                                Yaml.word(workload.name().namespace())))));
    }

    static Stream<Recommendation> silent(HealthReport report) {
        return missing(report, true)
                .map(workload -> new Recommendation(
                        Urgency.SOON,
                        Topic.COVERAGE,
                        workload.kind(),
                        workload.name(),
                        "It is declared, but not all of it is seen",
                        "Not seen within the last hour: " + unseen(workload) + ". Does it send them, and where to?",
                        Kubectl.command(
                                "logs",
                                workload.kind().toLowerCase(Locale.ROOT) + "/"
                                        + workload.name().name(),
                                "-n",
                                workload.name().namespace(),
                                "--tail=50")));
    }

    static Stream<Recommendation> withoutSlo(HealthReport report) {
        return report.services().stream()
                .filter(service ->
                        service.tier().filter(tier -> tier == MOST_IMPORTANT).isPresent())
                .filter(service -> service.slos().isEmpty())
                .map(service -> new Recommendation(
                        Urgency.SOON,
                        Topic.COVERAGE,
                        "ServiceObservability",
                        service.name(),
                        "A service of tier 1 has no SLO",
                        "Nobody is told when its users suffer.",
                        new Remedy.Change("a new resource; the selectors are a guess", slo(service))));
    }

    private static String slo(ServiceHealth service) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: SLO
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  serviceRef: {name: %3$s}
                  objective: 99.9
                  sli:
                    ratio:
                      errors: 'http_requests_total{job="%4$s",code=~"5.."}'
                      total: 'http_requests_total{job="%4$s"}'
                """.formatted(
                        Yaml.word(service.name().name() + "-availability"),
                        Yaml.word(service.name().namespace()),
                        Yaml.word(service.name().name()),
                        service.service().replaceAll("[\"'\\\\\n]", ""));
    }

    private static Stream<Missing> missing(HealthReport report, boolean declared) {
        return report.coverage().stream()
                .flatMap(coverage -> coverage.missing().stream())
                .filter(workload -> workload.declared() == declared);
    }

    private static String unseen(Missing workload) {
        return workload.signals().isEmpty()
                ? "what is required"
                : workload.signals().stream().map(WORDS::get).collect(Collectors.joining(", "));
    }
}
