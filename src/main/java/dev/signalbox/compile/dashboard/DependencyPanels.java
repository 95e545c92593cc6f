package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.DependencyPanel.divided;
import static dev.signalbox.compile.dashboard.DependencyPanel.each;
import static dev.signalbox.compile.dashboard.DependencyPanel.gauge;
import static dev.signalbox.compile.dashboard.DependencyPanel.line;
import static dev.signalbox.compile.dashboard.DependencyPanel.max;
import static dev.signalbox.compile.dashboard.DependencyPanel.minus;
import static dev.signalbox.compile.dashboard.DependencyPanel.most;
import static dev.signalbox.compile.dashboard.DependencyPanel.rate;
import static dev.signalbox.compile.dashboard.DependencyPanel.row;
import static dev.signalbox.compile.dashboard.DependencyPanel.share;
import static dev.signalbox.compile.dashboard.DependencyPanel.sum;
import static dev.signalbox.promql.LabelMatcher.matches;

import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.model.pipeline.DependencyCheck.Type;
import java.util.List;
import java.util.Map;

/**
 * What is told of a dependency of each type: how much is asked of it, how full it is, what it can't do. Series are those that
 * the receivers of collectors make with the metrics that are on by default.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver">The receivers</a>
 */
final class DependencyPanels {
    private static final Map<Type, List<DependencyPanel>> ROWS = Map.ofEntries(
            Map.entry(
                    Type.POSTGRESQL,
                    List.of(
                            row(
                                    "Transactions",
                                    Unit.PER_SECOND,
                                    "Committed and rolled back a second. Many that are rolled back are errors of the application.",
                                    line("Committed", sum(rate("postgresql_commits_total"))),
                                    line("Rolled back", sum(rate("postgresql_rollbacks_total")))),
                            row(
                                    "Connections",
                                    Unit.COUNT,
                                    "Those that are open, and as many as may be; beyond, new ones are refused.",
                                    line("Open", sum(gauge("postgresql_backends"))),
                                    line("Limit", max(gauge("postgresql_connection_max")))),
                            row(
                                    "Size",
                                    Unit.BYTES,
                                    "Of each database.",
                                    line(
                                            "{{postgresql_database_name}}{{db_namespace}}",
                                            sum(
                                                    gauge("postgresql_db_size_bytes"),
                                                    "postgresql_database_name",
                                                    "db_namespace"))))),
            Map.entry(
                    Type.MYSQL,
                    List.of(
                            row(
                                    "Rows",
                                    Unit.PER_SECOND,
                                    "Read, inserted, updated and deleted a second.",
                                    each("operation", rate("mysql_row_operations_total"))),
                            row(
                                    "Threads",
                                    Unit.COUNT,
                                    "Connected, running, created and cached ones. Many that run wait for each other or for the disk.",
                                    each("kind", gauge("mysql_threads"))),
                            row(
                                    "Row locks",
                                    Unit.PER_SECOND,
                                    "How often a second a lock was waited for, and for how many milliseconds a second.",
                                    each("kind", rate("mysql_row_locks_total"))))),
            Map.entry(
                    Type.REDIS,
                    List.of(
                            row(
                                    "Commands",
                                    Unit.PER_SECOND,
                                    "Processed a second.",
                                    line("Commands", sum(rate("redis_commands_processed_total")))),
                            row(
                                    "Memory",
                                    Unit.BYTES,
                                    "What data takes, and the most that it ever took.",
                                    line("Used", sum(gauge("redis_memory_used_bytes"))),
                                    line("Peak", sum(gauge("redis_memory_peak_bytes")))),
                            row(
                                    "Keys found, of those looked up",
                                    Unit.RATIO,
                                    "Of keys that were asked for, how many were there; of a cache, its hit rate.",
                                    line(
                                            "Found",
                                            share(
                                                    sum(rate("redis_keyspace_hits_total")),
                                                    sum(rate("redis_keyspace_misses_total"))))),
                            row(
                                    "Clients",
                                    Unit.COUNT,
                                    "Connected ones, and those that wait for a blocking command.",
                                    line("Connected", sum(gauge("redis_clients_connected"))),
                                    line("Blocked", sum(gauge("redis_clients_blocked")))),
                            row(
                                    "Keys thrown out",
                                    Unit.PER_SECOND,
                                    "A second, for want of memory, and because their time was over.",
                                    line("For want of memory", sum(rate("redis_keys_evicted_total"))),
                                    line("Expired", sum(rate("redis_keys_expired_total")))))),
            Map.entry(
                    Type.MONGODB,
                    List.of(
                            row(
                                    "Operations",
                                    Unit.PER_SECOND,
                                    "A second, by kind.",
                                    each("operation", rate("mongodb_operation_count_total"))),
                            row(
                                    "Mean time of an operation",
                                    Unit.MILLISECONDS,
                                    "By kind, in milliseconds.",
                                    line(
                                            "{{operation}}",
                                            divided(
                                                    sum(rate("mongodb_operation_time_milliseconds_total"), "operation"),
                                                    sum(rate("mongodb_operation_count_total"), "operation")))),
                            row(
                                    "Connections",
                                    Unit.COUNT,
                                    "Those that are open and those that may still be.",
                                    most("type", gauge("mongodb_connection_count"))))),
            Map.entry(
                    Type.KAFKA,
                    List.of(
                            row(
                                    "Lag of consumer groups",
                                    Unit.COUNT,
                                    "Messages that are written and not yet read. A line that keeps rising is a consumer that can't keep up.",
                                    line(
                                            "{{group}} {{topic}}",
                                            sum(gauge("kafka_consumer_group_lag_sum_ratio"), "group", "topic"))),
                            row(
                                    "Written",
                                    Unit.PER_SECOND,
                                    "Messages a second, by topic.",
                                    each("topic", rate("kafka_partition_current_offset_ratio"))),
                            row(
                                    "Replicas out of step",
                                    Unit.COUNT,
                                    "Copies of partitions that lag behind; while there are any, the loss of a broker may lose messages.",
                                    line(
                                            "Replicas",
                                            minus(
                                                    sum(gauge("kafka_partition_replicas")),
                                                    sum(gauge("kafka_partition_replicas_in_sync"))))),
                            row(
                                    "Brokers",
                                    Unit.COUNT,
                                    "Those that are there.",
                                    line("Brokers", max(gauge("kafka_brokers")))))),
            Map.entry(
                    Type.RABBITMQ,
                    List.of(
                            row(
                                    "Messages waiting",
                                    Unit.COUNT,
                                    "In all queues, to be delivered, and to be acknowledged.",
                                    each("state", gauge("rabbitmq_message_current"))),
                            row(
                                    "Messages",
                                    Unit.PER_SECOND,
                                    "Published, delivered and acknowledged a second, and dropped as no queue takes them.",
                                    line("Published", sum(rate("rabbitmq_message_published_total"))),
                                    line("Delivered", sum(rate("rabbitmq_message_delivered_total"))),
                                    line("Acknowledged", sum(rate("rabbitmq_message_acknowledged_total"))),
                                    line("Dropped", sum(rate("rabbitmq_message_dropped_total")))),
                            row(
                                    "Consumers",
                                    Unit.COUNT,
                                    "Of each queue; without any, messages pile up.",
                                    each("rabbitmq_queue_name", gauge("rabbitmq_consumer_count"))))),
            Map.entry(
                    Type.ELASTICSEARCH,
                    List.of(
                            row(
                                    "Health",
                                    Unit.COUNT,
                                    "Which state the cluster is in: yellow lacks copies, red lacks data.",
                                    most("status", gauge("elasticsearch_cluster_health"))),
                            row(
                                    "Operations",
                                    Unit.PER_SECOND,
                                    "Queries, fetches, indexings and deletions a second.",
                                    each(
                                            "operation",
                                            rate(
                                                    "elasticsearch_node_operations_completed_total",
                                                    matches("operation", "query|fetch|index|delete|get")))),
                            row(
                                    "Shards that are nowhere",
                                    Unit.COUNT,
                                    "Shards that no node has, and those that are on their way to one.",
                                    most(
                                            "state",
                                            gauge(
                                                    "elasticsearch_cluster_shards",
                                                    matches("state", "unassigned|initializing|relocating")))),
                            row(
                                    "Disk free",
                                    Unit.BYTES,
                                    "What is left to each node; below a twentieth no shard is written any more.",
                                    most(
                                            "elasticsearch_node_name",
                                            gauge("elasticsearch_node_fs_disk_available_bytes"))))),
            Map.entry(
                    Type.NGINX,
                    List.of(
                            row(
                                    "Requests",
                                    Unit.REQUESTS_PER_SECOND,
                                    "A second.",
                                    line("Requests", sum(rate("nginx_requests_total")))),
                            row(
                                    "Connections",
                                    Unit.COUNT,
                                    "By what they do: reading, writing, waiting.",
                                    each("state", gauge("nginx_connections_current"))),
                            row(
                                    "Connections not handled",
                                    Unit.PER_SECOND,
                                    "Accepted a second and not handled: a limit of workers or files is reached.",
                                    line(
                                            "Not handled",
                                            minus(
                                                    sum(rate("nginx_connections_accepted_total")),
                                                    sum(rate("nginx_connections_handled_total"))))))),
            Map.entry(
                    Type.HAPROXY,
                    List.of(
                            row(
                                    "Requests",
                                    Unit.REQUESTS_PER_SECOND,
                                    "A second, by class of their status.",
                                    each("status_code", rate("haproxy_requests_total"))),
                            row(
                                    "Sessions",
                                    Unit.COUNT,
                                    "Those that are open, by frontend and backend.",
                                    line(
                                            "{{haproxy_proxy_name}}{{proxy_name}}",
                                            sum(gauge("haproxy_sessions_count"), "haproxy_proxy_name", "proxy_name"))),
                            row(
                                    "Errors",
                                    Unit.PER_SECOND,
                                    "A second: of requests, of connections to servers, of answers.",
                                    line("Requests", sum(rate("haproxy_requests_errors_total"))),
                                    line("Connections", sum(rate("haproxy_connections_errors_total"))),
                                    line("Answers", sum(rate("haproxy_responses_errors_total")))),
                            row(
                                    "Waiting for a server",
                                    Unit.COUNT,
                                    "Requests that are queued as no server is free.",
                                    line("Queued", sum(gauge("haproxy_requests_queued")))))));

    private DependencyPanels() {}

    /** @param series of the one dependency */
    static List<Panel> of(Type type, ServiceSeries series) {
        return ROWS.getOrDefault(type, List.of()).stream()
                .map(row -> row.over(series))
                .toList();
    }
}
