package dev.signalbox.compile.dashboard;

import static dev.signalbox.promql.LabelMatcher.equal;
import static dev.signalbox.promql.LabelMatcher.matches;
import static dev.signalbox.promql.LabelMatcher.notEqual;

import dev.signalbox.facts.Convention;
import dev.signalbox.promql.LabelMatcher;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a convention tells of requests: their number, what became of them, how long they took. Of those that tell of the same
 * requests one is shown, the one that says most.
 *
 * @param convention by which these series are there
 * @param protocol what conventions tell the same of
 * @param title of what is counted
 * @param counter how many there were
 * @param only which of its series; empty: all
 * @param failures each a way to say that one failed; the first that the service has is believed
 * @param outcome labels that say what became of one; a series has one of them
 * @param route labels that say what was asked for
 * @param histogram how long they took, without its suffix
 * @param histogramIn the convention by which there are buckets
 * @param seconds of one unit of the histogram
 * @param exemplars whether there may be traces at the buckets
 */
record Requests(
        Convention convention,
        Protocol protocol,
        String title,
        String counter,
        List<LabelMatcher> only,
        List<LabelMatcher> failures,
        List<String> outcome,
        List<String> route,
        String histogram,
        Convention histogramIn,
        String seconds,
        boolean exemplars) {

    /** What is asked in. */
    enum Protocol {
        HTTP,
        RPC,
        MESSAGING,
        ANY
    }

    private static final String FAILED = "5..";
    private static final List<String> CLIENTS_STATUS = List.of("code", "status", "status_code");
    private static final List<String> CLIENTS_ROUTE = List.of("method", "handler", "route", "path", "endpoint");
    private static final List<LabelMatcher> CLIENTS_FAILURES =
            CLIENTS_STATUS.stream().map(label -> matches(label, FAILED)).toList();

    /** Statuses by which a server, and not its caller, failed. */
    private static final String GRPC_FAILED =
            "UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS|[0-9]*5[0-9][0-9]";

    /** Of what tells of the same, the first that is there is taken. */
    private static final List<Requests> ALL = List.of(
            new Requests(
                    Convention.OPEN_TELEMETRY_HTTP,
                    Protocol.HTTP,
                    "HTTP requests",
                    "http_server_request_duration_seconds_count",
                    List.of(),
                    List.of(matches("http_response_status_code", FAILED)),
                    List.of("http_response_status_code"),
                    List.of("http_request_method", "http_route"),
                    "http_server_request_duration_seconds",
                    Convention.OPEN_TELEMETRY_HTTP,
                    "1",
                    true),
            new Requests(
                    Convention.MICROMETER_HTTP,
                    Protocol.HTTP,
                    "HTTP requests",
                    "http_server_requests_seconds_count",
                    List.of(),
                    List.of(matches("status", FAILED)),
                    List.of("status"),
                    List.of("method", "uri"),
                    "http_server_requests_seconds",
                    Convention.MICROMETER_HTTP_HISTOGRAM,
                    "1",
                    true),
            new Requests(
                    Convention.PROMETHEUS_HTTP,
                    Protocol.HTTP,
                    "HTTP requests",
                    "http_requests_total",
                    List.of(),
                    CLIENTS_FAILURES,
                    CLIENTS_STATUS,
                    CLIENTS_ROUTE,
                    "http_request_duration_seconds",
                    Convention.PROMETHEUS_HTTP_HISTOGRAM,
                    "1",
                    true),
            new Requests(
                    Convention.PROMETHEUS_HTTP_HISTOGRAM,
                    Protocol.HTTP,
                    "HTTP requests",
                    "http_request_duration_seconds_count",
                    List.of(),
                    CLIENTS_FAILURES,
                    CLIENTS_STATUS,
                    CLIENTS_ROUTE,
                    "http_request_duration_seconds",
                    Convention.PROMETHEUS_HTTP_HISTOGRAM,
                    "1",
                    true),
            new Requests(
                    Convention.OPEN_TELEMETRY_RPC,
                    Protocol.RPC,
                    "RPC calls",
                    "rpc_server_call_duration_seconds_count",
                    List.of(),
                    List.of(matches("rpc_response_status_code", GRPC_FAILED)),
                    List.of("rpc_response_status_code"),
                    List.of("rpc_method"),
                    "rpc_server_call_duration_seconds",
                    Convention.OPEN_TELEMETRY_RPC,
                    "1",
                    true),
            new Requests(
                    Convention.OPEN_TELEMETRY_RPC_OLD,
                    Protocol.RPC,
                    "RPC calls",
                    "rpc_server_duration_milliseconds_count",
                    List.of(),
                    List.of(matches("rpc_grpc_status_code", "2|4|12|13|14|15")),
                    List.of("rpc_grpc_status_code"),
                    List.of("rpc_service", "rpc_method"),
                    "rpc_server_duration_milliseconds",
                    Convention.OPEN_TELEMETRY_RPC_OLD,
                    "0.001",
                    true),
            new Requests(
                    Convention.OPEN_TELEMETRY_MESSAGING,
                    Protocol.MESSAGING,
                    "Messages processed",
                    "messaging_process_duration_seconds_count",
                    List.of(),
                    List.of(notEqual("error_type", "")),
                    List.of("error_type"),
                    List.of("messaging_operation_name", "messaging_destination_name"),
                    "messaging_process_duration_seconds",
                    Convention.OPEN_TELEMETRY_MESSAGING,
                    "1",
                    true),
            new Requests(
                    Convention.SPANS,
                    Protocol.ANY,
                    "Server and consumer spans",
                    "traces_span_metrics_calls_total",
                    List.of(matches("span_kind", "SPAN_KIND_(SERVER|CONSUMER)")),
                    List.of(equal("status_code", "STATUS_CODE_ERROR")),
                    List.of("status_code"),
                    List.of("span_name"),
                    "traces_span_metrics_duration_seconds",
                    Convention.SPANS,
                    "1",
                    false));

    /** What a service's requests are shown by, the most telling first; spans only where nothing else tells of requests. */
    static List<Requests> of(Set<Convention> conventions) {
        Set<Protocol> told = EnumSet.noneOf(Protocol.class);
        List<Requests> shown = new ArrayList<>();
        for (Requests requests : ALL) {
            boolean repeats = requests.protocol == Protocol.ANY ? !told.isEmpty() : told.contains(requests.protocol);
            if (conventions.contains(requests.convention) && !repeats) {
                told.add(requests.protocol);
                shown.add(requests);
            }
        }
        return shown;
    }

    /** All of them a second. */
    String rate(ServiceSeries series) {
        return ServiceSeries.sum(series.rate(counter, only));
    }

    /** By what became of them; what has only one way to say it, and says nothing, has a name as well. */
    String byOutcome(ServiceSeries series) {
        String sum = ServiceSeries.sum(series.rate(counter, only), outcome.toArray(String[]::new));
        String label = "\"" + outcome.getFirst() + "\"";
        return outcome.size() == 1 ? "label_replace(" + sum + ", " + label + ", \"none\", " + label + ", \"\")" : sum;
    }

    String byRoute(ServiceSeries series) {
        return ServiceSeries.sum(series.rate(counter, only), route.toArray(String[]::new));
    }

    /** Those that failed, of all; 0 where none did. */
    String failedShare(ServiceSeries series) {
        List<String> ways = new ArrayList<>();
        failures.forEach(failure -> ways.add(ServiceSeries.sum(series.rate(counter, and(failure)))));
        ways.add("vector(0)");
        return "(" + String.join(" or ", ways) + ") / " + rate(series);
    }

    String failedByRoute(ServiceSeries series) {
        List<String> ways = failures.stream()
                .map(failure -> ServiceSeries.sum(series.rate(counter, and(failure)), route.toArray(String[]::new)))
                .toList();
        return String.join(" or ", ways) + " or 0 * " + byRoute(series);
    }

    /** A quantile of how long they took, in seconds. */
    String quantile(ServiceSeries series, String quantile, List<String> by) {
        List<String> labels = new ArrayList<>(List.of("le"));
        labels.addAll(by);
        return inSeconds("histogram_quantile(" + quantile + ", "
                + ServiceSeries.sum(series.rate(histogram + "_bucket", only), labels.toArray(String[]::new)) + ")");
    }

    /** How long they took on the average, in seconds. */
    String mean(ServiceSeries series, List<String> by) {
        String[] labels = by.toArray(String[]::new);
        return inSeconds(ServiceSeries.sum(series.rate(histogram + "_sum", only), labels) + " / "
                + ServiceSeries.sum(series.rate(histogram + "_count", only), labels));
    }

    boolean hasBuckets(Set<Convention> conventions) {
        return conventions.contains(histogramIn);
    }

    /** Whether there is at least a sum of durations. */
    boolean hasDurations(Set<Convention> conventions) {
        return hasBuckets(conventions) || convention == Convention.MICROMETER_HTTP;
    }

    Optional<String> greatest(ServiceSeries series) {
        return convention == Convention.MICROMETER_HTTP
                ? Optional.of(ServiceSeries.max(series.of("http_server_requests_seconds_max")))
                : Optional.empty();
    }

    /** Only one of the labels has a value. */
    static String legend(List<String> labels) {
        return "{{" + String.join("}}{{", labels) + "}}";
    }

    String routeLegend() {
        return "{{" + String.join("}} {{", route) + "}}";
    }

    private List<LabelMatcher> and(LabelMatcher failure) {
        List<LabelMatcher> all = new ArrayList<>(only);
        all.add(failure);
        return all;
    }

    private String inSeconds(String expr) {
        return seconds.equals("1") ? expr : expr + " * " + seconds;
    }
}
