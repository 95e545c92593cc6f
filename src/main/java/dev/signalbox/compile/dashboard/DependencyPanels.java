package dev.signalbox.compile.dashboard;

import static dev.signalbox.compile.dashboard.ServiceSeries.max;
import static dev.signalbox.compile.dashboard.ServiceSeries.sum;
import static dev.signalbox.promql.LabelMatcher.matches;

import dev.signalbox.compile.dashboard.grafana.Field;
import dev.signalbox.compile.dashboard.grafana.Panel;
import dev.signalbox.compile.dashboard.grafana.Query;
import dev.signalbox.compile.dashboard.grafana.Size;
import dev.signalbox.compile.dashboard.grafana.Unit;
import dev.signalbox.model.pipeline.DependencyCheck.Type;
import java.util.List;

/**
 * What is told of a dependency of each type: how much is asked of it, how full it is, what it can't do. Series are those that
 * the receivers of collectors make with the metrics that are on by default.
 *
 * @param series of the one dependency
 * @see <a href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver">The receivers</a>
 */
record DependencyPanels(ServiceSeries series) {

    List<Panel> of(Type type) {
        return switch (type) {
            case POSTGRESQL -> postgreSql();
            case MYSQL -> mySql();
            case REDIS -> redis();
            case MONGODB -> mongoDb();
            case KAFKA -> kafka();
            case RABBITMQ -> rabbitMq();
            case ELASTICSEARCH -> elasticsearch();
            case NGINX -> nginx();
            case HAPROXY -> haProxy();
        };
    }

    private List<Panel> postgreSql() {
        return List.of(
                lines(
                        "Transactions",
                        "Committed and rolled back a second. Many that are rolled back are errors of the application.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("postgresql_commits_total")), "Committed"),
                        Query.series(sum(series.rate("postgresql_rollbacks_total")), "Rolled back")),
                lines(
                        "Connections",
                        "Those that are open, and as many as may be; beyond, new ones are refused.",
                        Unit.COUNT,
                        Query.series(sum(series.of("postgresql_backends")), "Open"),
                        Query.series(max(series.of("postgresql_connection_max")), "Limit")),
                lines(
                        "Size",
                        "Of each database.",
                        Unit.BYTES,
                        Query.series(
                                sum(series.of("postgresql_db_size_bytes"), "postgresql_database_name", "db_namespace"),
                                "{{postgresql_database_name}}{{db_namespace}}")));
    }

    private List<Panel> mySql() {
        return List.of(
                lines(
                        "Rows",
                        "Read, inserted, updated and deleted a second.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("mysql_row_operations_total"), "operation"), "{{operation}}")),
                lines(
                        "Threads",
                        "Connected, running, created and cached ones. Many that run wait for each other or for the disk.",
                        Unit.COUNT,
                        Query.series(sum(series.of("mysql_threads"), "kind"), "{{kind}}")),
                lines(
                        "Row locks",
                        "How often a second a lock was waited for, and for how many milliseconds a second.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("mysql_row_locks_total"), "kind"), "{{kind}}")));
    }

    private List<Panel> redis() {
        return List.of(
                lines(
                        "Commands",
                        "Processed a second.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("redis_commands_processed_total")), "Commands")),
                lines(
                        "Memory",
                        "What data takes, and the most that it ever took.",
                        Unit.BYTES,
                        Query.series(sum(series.of("redis_memory_used_bytes")), "Used"),
                        Query.series(sum(series.of("redis_memory_peak_bytes")), "Peak")),
                lines(
                        "Keys found, of those looked up",
                        "Of keys that were asked for, how many were there; of a cache, its hit rate.",
                        Unit.RATIO,
                        Query.series(
                                sum(series.rate("redis_keyspace_hits_total")) + " / ("
                                        + sum(series.rate("redis_keyspace_hits_total")) + " + "
                                        + sum(series.rate("redis_keyspace_misses_total")) + ")",
                                "Found")),
                lines(
                        "Clients",
                        "Connected ones, and those that wait for a blocking command.",
                        Unit.COUNT,
                        Query.series(sum(series.of("redis_clients_connected")), "Connected"),
                        Query.series(sum(series.of("redis_clients_blocked")), "Blocked")),
                lines(
                        "Keys thrown out",
                        "A second, for want of memory, and because their time was over.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("redis_keys_evicted_total")), "For want of memory"),
                        Query.series(sum(series.rate("redis_keys_expired_total")), "Expired")));
    }

    private List<Panel> mongoDb() {
        return List.of(
                lines(
                        "Operations",
                        "A second, by kind.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("mongodb_operation_count_total"), "operation"), "{{operation}}")),
                lines(
                        "Mean time of an operation",
                        "By kind, in milliseconds.",
                        Unit.MILLISECONDS,
                        Query.series(
                                sum(series.rate("mongodb_operation_time_milliseconds_total"), "operation") + " / "
                                        + sum(series.rate("mongodb_operation_count_total"), "operation"),
                                "{{operation}}")),
                lines(
                        "Connections",
                        "Those that are open and those that may still be.",
                        Unit.COUNT,
                        Query.series(max(series.of("mongodb_connection_count"), "type"), "{{type}}")));
    }

    private List<Panel> kafka() {
        return List.of(
                lines(
                        "Lag of consumer groups",
                        "Messages that are written and not yet read. A line that keeps rising is a consumer that can't keep up.",
                        Unit.COUNT,
                        Query.series(
                                sum(series.of("kafka_consumer_group_lag_sum_ratio"), "group", "topic"),
                                "{{group}} {{topic}}")),
                lines(
                        "Written",
                        "Messages a second, by topic.",
                        Unit.PER_SECOND,
                        Query.series(
                                sum(ServiceSeries.rateOf(series.of("kafka_partition_current_offset_ratio")), "topic"),
                                "{{topic}}")),
                lines(
                        "Replicas out of step",
                        "Copies of partitions that lag behind; while there are any, the loss of a broker may lose messages.",
                        Unit.COUNT,
                        Query.series(
                                sum(series.of("kafka_partition_replicas")) + " - "
                                        + sum(series.of("kafka_partition_replicas_in_sync")),
                                "Replicas")),
                lines(
                        "Brokers",
                        "Those that are there.",
                        Unit.COUNT,
                        Query.series(max(series.of("kafka_brokers")), "Brokers")));
    }

    private List<Panel> rabbitMq() {
        return List.of(
                lines(
                        "Messages waiting",
                        "In all queues, to be delivered, and to be acknowledged.",
                        Unit.COUNT,
                        Query.series(sum(series.of("rabbitmq_message_current"), "state"), "{{state}}")),
                lines(
                        "Messages",
                        "Published, delivered and acknowledged a second, and dropped as no queue takes them.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("rabbitmq_message_published_total")), "Published"),
                        Query.series(sum(series.rate("rabbitmq_message_delivered_total")), "Delivered"),
                        Query.series(sum(series.rate("rabbitmq_message_acknowledged_total")), "Acknowledged"),
                        Query.series(sum(series.rate("rabbitmq_message_dropped_total")), "Dropped")),
                lines(
                        "Consumers",
                        "Of each queue; without any, messages pile up.",
                        Unit.COUNT,
                        Query.series(
                                sum(series.of("rabbitmq_consumer_count"), "rabbitmq_queue_name"),
                                "{{rabbitmq_queue_name}}")));
    }

    private List<Panel> elasticsearch() {
        return List.of(
                lines(
                        "Health",
                        "Which state the cluster is in: yellow lacks copies, red lacks data.",
                        Unit.COUNT,
                        Query.series(max(series.of("elasticsearch_cluster_health"), "status"), "{{status}}")),
                lines(
                        "Operations",
                        "Queries, fetches, indexings and deletions a second.",
                        Unit.PER_SECOND,
                        Query.series(
                                sum(
                                        series.rate(
                                                "elasticsearch_node_operations_completed_total",
                                                matches("operation", "query|fetch|index|delete|get")),
                                        "operation"),
                                "{{operation}}")),
                lines(
                        "Shards that are nowhere",
                        "Shards that no node has, and those that are on their way to one.",
                        Unit.COUNT,
                        Query.series(
                                max(
                                        series.of(
                                                "elasticsearch_cluster_shards",
                                                matches("state", "unassigned|initializing|relocating")),
                                        "state"),
                                "{{state}}")),
                lines(
                        "Disk free",
                        "What is left to each node; below a twentieth no shard is written any more.",
                        Unit.BYTES,
                        Query.series(
                                max(series.of("elasticsearch_node_fs_disk_available_bytes"), "elasticsearch_node_name"),
                                "{{elasticsearch_node_name}}")));
    }

    private List<Panel> nginx() {
        return List.of(
                lines(
                        "Requests",
                        "A second.",
                        Unit.REQUESTS_PER_SECOND,
                        Query.series(sum(series.rate("nginx_requests_total")), "Requests")),
                lines(
                        "Connections",
                        "By what they do: reading, writing, waiting.",
                        Unit.COUNT,
                        Query.series(sum(series.of("nginx_connections_current"), "state"), "{{state}}")),
                lines(
                        "Connections not handled",
                        "Accepted a second and not handled: a limit of workers or files is reached.",
                        Unit.PER_SECOND,
                        Query.series(
                                sum(series.rate("nginx_connections_accepted_total")) + " - "
                                        + sum(series.rate("nginx_connections_handled_total")),
                                "Not handled")));
    }

    private List<Panel> haProxy() {
        return List.of(
                lines(
                        "Requests",
                        "A second, by class of their status.",
                        Unit.REQUESTS_PER_SECOND,
                        Query.series(sum(series.rate("haproxy_requests_total"), "status_code"), "{{status_code}}")),
                lines(
                        "Sessions",
                        "Those that are open, by frontend and backend.",
                        Unit.COUNT,
                        Query.series(
                                sum(series.of("haproxy_sessions_count"), "haproxy_proxy_name", "proxy_name"),
                                "{{haproxy_proxy_name}}{{proxy_name}}")),
                lines(
                        "Errors",
                        "A second: of requests, of connections to servers, of answers.",
                        Unit.PER_SECOND,
                        Query.series(sum(series.rate("haproxy_requests_errors_total")), "Requests"),
                        Query.series(sum(series.rate("haproxy_connections_errors_total")), "Connections"),
                        Query.series(sum(series.rate("haproxy_responses_errors_total")), "Answers")),
                lines(
                        "Waiting for a server",
                        "Requests that are queued as no server is free.",
                        Unit.COUNT,
                        Query.series(sum(series.of("haproxy_requests_queued")), "Queued")));
    }

    private static Panel lines(String title, String description, Unit unit, Query... queries) {
        return Panel.lines(title, description, Size.THIRD, Field.of(unit).atLeast("0"), queries);
    }
}
