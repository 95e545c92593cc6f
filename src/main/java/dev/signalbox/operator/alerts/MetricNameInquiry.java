package dev.signalbox.operator.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.alerts.WrittenRules;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.cardinality.usage.DashboardQueries;
import dev.signalbox.cardinality.usage.MetricNames;
import dev.signalbox.operator.alerts.UnknownMetrics.Part;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.MetricsInquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.StackFindings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Whether the metrics that rules and dashboards of others read are there. */
public final class MetricNameInquiry implements MetricsInquiry {
    private static final Logger LOG = Logger.getLogger(MetricNameInquiry.class);

    /** What only a weekly job writes is told of, too: nobody can know that it comes back. */
    private static final Duration LOOKED_AT = Duration.ofDays(1);

    /** Ten times what a large server has; all of them are in memory while they are looked at. */
    private static final int MOST_NAMES = 100_000;

    private static final List<BoardKind> BOARDS = List.of(
            new BoardKind(
                    new ListedKind("ConfigMap", "v1", "configmaps"),
                    RuleObjects.NOT_OURS + PagedList.encoded(",grafana_dashboard"),
                    DashboardQueries::ofConfigMap),
            new BoardKind(
                    new ListedKind("GrafanaDashboard", "grafana.integreatly.org/v1beta1", "grafanadashboards"),
                    RuleObjects.NOT_OURS,
                    DashboardQueries::ofGrafanaDashboard));

    private final PagedList lists;
    private final RuleObjects rules;
    private final Set<String> namespaces;
    private final Duration every;
    private final OpenServer server = new OpenServer(Limits.PATIENT);

    /**
     * @param namespaces which are watched; empty for all
     * @param every between two looks
     */
    public MetricNameInquiry(KubernetesClient client, Set<String> namespaces, Duration every) {
        this.lists = new PagedList(client);
        this.rules = new RuleObjects(lists, namespaces);
        this.namespaces = Set.copyOf(namespaces);
        this.every = every;
    }

    /**
     * Objects that hold dashboards.
     *
     * @param query which of them, encoded
     */
    private record BoardKind(
            ListedKind listed, String query, Function<JsonNode, Stream<DashboardQueries>> dashboards) {}

    @Override
    public Aspect aspect() {
        return Aspect.METRIC_NAMES;
    }

    @Override
    public Duration every() {
        return every;
    }

    /** A server that has nothing at all says nothing of what rules read. */
    @Override
    public Found ask(Channel.Servers servers, Scene scene, Instant now) {
        return switch (server.at(servers.queries()).metricNames(now.minus(LOOKED_AT), now, MOST_NAMES)) {
            case Answer.Given<Set<String>>(Set<String> names)
            when !names.isEmpty() ->
                new Found(
                        Map.of(),
                        StackFindings.of(looked(new MetricNames(names)).status()));
            case Answer.Given<Set<String>> _ -> Found.NOTHING;
            case Answer.Unavailable<Set<String>>(String why) -> {
                LOG.infof("whether rules and dashboards read metrics that are there is not known: %s", why);
                yield Found.NOTHING;
            }
        };
    }

    private UnknownMetrics looked(MetricNames seen) {
        UnknownMetrics unknown;
        try {
            List<WrittenRules> written = rules.read();
            unknown = new UnknownMetrics(seen.and(written.stream()
                    .flatMap(object -> object.rules().stream())
                    .flatMap(rule -> rule.record().stream())
                    .toList()));
            for (WrittenRules object : written) {
                unknown.look(
                        object.kind(),
                        object.name(),
                        object.rules().stream()
                                .flatMap(rule -> rule.expr().map(expr -> new Part(rule.called(), expr)).stream()));
            }
        } catch (Unlisted e) {
            unknown = new UnknownMetrics(seen);
            unknown.missed("rules", e.getMessage());
        }
        for (BoardKind kind : BOARDS) {
            look(kind, unknown);
        }
        return unknown;
    }

    private void look(BoardKind kind, UnknownMetrics unknown) {
        try {
            kind.listed()
                    .each(
                            lists,
                            namespaces,
                            kind.query(),
                            object -> unknown.look(
                                    kind.listed().kind(),
                                    RuleObjects.name(object),
                                    kind.dashboards().apply(object).flatMap(board -> board.expressions().stream()
                                            .map(expr -> new Part("dashboard " + board.title(), expr)))));
        } catch (Unlisted e) {
            unknown.missed(kind.listed().kind(), e.getMessage());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
