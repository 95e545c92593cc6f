package dev.signalbox.operator.report;

import dev.signalbox.backend.http.Limits;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.report.BudgetHistory;
import dev.signalbox.report.Resources;
import dev.signalbox.report.history.BudgetHistories;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The course of budgets, asked of the stack's server when somebody asks for the report, at most every five minutes. */
public final class ReportHistories implements AutoCloseable {
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** Somebody waits; and without histories the report still tells all but the course. */
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), 8L << 20, 1, 1);

    private final BackendAccess accesses;
    private final OpenServer server = new OpenServer(LIMITS);
    private BudgetHistories last = BudgetHistories.NONE;
    private Instant asked = Instant.MIN;

    public ReportHistories(KubernetesClient client) {
        accesses = new BackendAccess(client);
    }

    /** What is known, by SLO; a server that can't be asked is asked again when as much time has passed. */
    public synchronized Map<ResourceName, BudgetHistory> of(Resources resources, Instant now) {
        if (!now.isBefore(asked.plus(FRESH))) {
            asked = now;
            last = switch (Channel.of(resources.stack(), accesses)) {
                case Channel.Servers servers -> BudgetHistories.of(server.at(servers.queries()), resources.slos(), now);
                case Channel.None _, Channel.Closed _ -> BudgetHistories.NONE;
            };
        }
        return last.bySlo();
    }

    @Override
    public synchronized void close() {
        server.close();
    }
}
