package dev.signalbox.compile.slo;

import static dev.signalbox.promql.Promql.above;
import static dev.signalbox.promql.Promql.and;
import static dev.signalbox.promql.Promql.divided;
import static dev.signalbox.promql.Promql.maxBy;
import static dev.signalbox.promql.Promql.number;

import dev.signalbox.compile.Notice;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.QueryEndpoint;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.Canary;
import dev.signalbox.model.Canary.Controller;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.Slo;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.PromqlPrinter;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What controllers of canaries ask before they go on: the burn rate that the rules record, in the worst group that has events.
 * Where there is none, nothing is told: that is no success.
 *
 * @param canary when they are to go back
 * @param endpoint whom they ask
 * @param query what they ask
 * @see <a href="https://argo-rollouts.readthedocs.io/en/stable/features/analysis/">Analysis of Argo Rollouts</a>
 * @see <a href="https://docs.flagger.app/usage/metrics#custom-metrics">Metrics of Flagger</a>
 */
record CanaryTemplates(Canary canary, QueryEndpoint endpoint, String query) {
    private static final String EVERY = "1m";

    /** Of an analysis that is a step, which has to end; one in the background is given 0. */
    private static final String MEASUREMENTS = "5";

    /** Key of the Secret with a bearer token, as Flagger wants it. */
    private static final String TOKEN = "token";

    /**
     * What came of the wish.
     *
     * @param manifests one for each controller that has its kind in the cluster
     * @param notices why there are fewer
     */
    record Made(List<HasMetadata> manifests, List<Notice> notices) {}

    static Made of(Slo slo, Canary canary, Identity identity, ObjectMeta metadata, ClusterFacts facts) {
        return facts.rules()
                .queries()
                .map(endpoint -> new CanaryTemplates(canary, endpoint, query(slo, canary, identity)))
                .map(templates -> templates.made(metadata, facts))
                .orElseGet(() -> new Made(
                        List.of(),
                        List.of(notWritten(
                                "nobody is named whom controllers could ask for spec.canary; write spec.metrics.queryUrl in"
                                        + " the ObservabilityStack"))));
    }

    /** What did nothing tells nothing, although its error ratio is 0. */
    private static String query(Slo slo, Canary canary, Identity identity) {
        Expr burnRate = divided(
                identity.series(SloSeries.errorRatio(canary.window())),
                number(slo.objective().errorBudget()));
        Expr told = IndicatorQueries.of(slo.indicator(), identity) instanceof EventQueries
                ? and(burnRate, above(identity.series(SloSeries.eventRate(canary.window())), BigDecimal.ZERO))
                : burnRate;
        return PromqlPrinter.print(maxBy(List.of(), told));
    }

    private Made made(ObjectMeta metadata, ClusterFacts facts) {
        List<HasMetadata> manifests = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (Controller controller : canary.controllers()) {
            ServedKind kind = kind(controller);
            if (facts.serves(kind)) {
                manifests.add(manifest(kind, metadata, spec(controller)));
            } else {
                notices.add(notWritten(
                        "spec.canary asks for %s, which the cluster does not serve or the operator has no rights to; manifests/base/rbac-canaries.yaml grants them"
                                .formatted(kind)));
            }
        }
        if (endpoint.guarded() && canary.secret().isEmpty()) {
            notices.add(new Notice(
                    "CanaryWithoutCredentials",
                    "the stack's server of metrics wants credentials, which controllers of canaries don't have; write"
                            + " spec.canary.secretRef"));
        }
        return new Made(manifests, notices);
    }

    private static ServedKind kind(Controller controller) {
        return switch (controller) {
            case ARGO_ROLLOUTS -> ServedKind.ANALYSIS_TEMPLATE;
            case FLAGGER -> ServedKind.METRIC_TEMPLATE;
        };
    }

    private Map<String, Object> spec(Controller controller) {
        return switch (controller) {
            case ARGO_ROLLOUTS -> Map.of("args", arguments(), "metrics", List.of(measured()));
            case FLAGGER -> Map.of("provider", provider(), "query", query);
        };
    }

    private static HasMetadata manifest(ServedKind kind, ObjectMeta metadata, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(kind.apiVersion())
                .withKind(kind.kind())
                .withMetadata(metadata)
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    // Argo Rollouts

    private List<Object> arguments() {
        List<Object> arguments = new ArrayList<>();
        arguments.add(Map.of("name", "count", "value", MEASUREMENTS));
        canary.secret()
                .map(secret -> Map.of(
                        "name", TOKEN, "valueFrom", Map.of("secretKeyRef", Map.of("name", secret, "key", TOKEN))))
                .ifPresent(arguments::add);
        return arguments;
    }

    /** Two conditions: what meets neither is inconclusive, and a rollout waits for somebody to look. */
    private Map<String, Object> measured() {
        String limit = canary.burnRateAbove().stripTrailingZeros().toPlainString();
        return Map.of(
                "name",
                "burn-rate",
                "initialDelay",
                PrometheusDuration.print(canary.window()),
                "interval",
                EVERY,
                "count",
                "{{args.count}}",
                "successCondition",
                "len(result) == 1 && result[0] <= " + limit,
                "failureCondition",
                "len(result) == 1 && result[0] > " + limit,
                "provider",
                Map.of("prometheus", prometheus()));
    }

    private Map<String, Object> prometheus() {
        Map<String, String> shown = new TreeMap<>(tenant());
        canary.secret().ifPresent(_ -> shown.put("Authorization", "Bearer {{args.%s}}".formatted(TOKEN)));
        Map<String, Object> prometheus = new TreeMap<>(Map.of("address", endpoint.url(), "query", query));
        if (!shown.isEmpty()) {
            prometheus.put(
                    "headers",
                    shown.entrySet().stream()
                            .map(header -> Map.of("key", header.getKey(), "value", header.getValue()))
                            .toList());
        }
        return prometheus;
    }

    // Flagger

    private Map<String, Object> provider() {
        Map<String, Object> provider = new TreeMap<>(Map.of("type", "prometheus", "address", endpoint.url()));
        tenant().forEach((header, tenant) -> provider.put("headers", Map.of(header, List.of(tenant))));
        canary.secret().ifPresent(secret -> provider.put("secretRef", Map.of("name", secret)));
        return provider;
    }

    private Map<String, String> tenant() {
        return endpoint.tenant().map(tenant -> Map.of("X-Scope-OrgID", tenant)).orElse(Map.of());
    }

    private static Notice notWritten(String why) {
        return new Notice("CanaryNotWritten", why);
    }
}
