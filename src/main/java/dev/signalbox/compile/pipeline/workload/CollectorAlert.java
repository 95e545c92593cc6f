package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can go wrong in collectors, in the series that they have of themselves, by the names of collector 0.155 without
 * suffixes of type and unit.
 *
 * @see <a href="https://opentelemetry.io/docs/collector/internal-telemetry/">Internal telemetry</a>
 */
enum CollectorAlert {
    TELEMETRY_LOST(
            "SignalboxTelemetryLost",
            Severity.PAGE,
            "2m",
            bySignal("otelcol_exporter_send_failed", "exporter") + " > 0",
            "{{ $labels.exporter }} of {{ $labels.pod }} loses {{ $labels.signal }}",
            "{{ $value | humanize }} items a second were refused for good by the backend behind {{ $labels.exporter }}, or not "
                    + "taken until retrying ended, and are gone. Read what {{ $labels.pod }} logs ({{ $labels.namespace }}): "
                    + "\"Permanent error\" names the backend's reason, most often a limit of its own, credentials, or samples that "
                    + "are too old for it."),
    QUEUE_REFUSES(
            "SignalboxQueueRefuses",
            Severity.PAGE,
            "2m",
            bySignal("otelcol_exporter_enqueue_failed", "exporter") + " > 0",
            "The queue of {{ $labels.exporter }} in {{ $labels.pod }} takes no {{ $labels.signal }}",
            "{{ $value | humanize }} items a second can't be put into the queue: it is full, or its volume is. Senders are told and "
                    + "try again for a while. See whether the backend takes anything, then whether the volume is full: "
                    + "kubectl --namespace {{ $labels.namespace }} logs {{ $labels.pod }}; spec.collector.gateway.queue is its size."),
    QUEUE_NEARLY_FULL(
            "SignalboxQueueNearlyFull",
            Severity.PAGE,
            "5m",
            queueFilled() + " > 0.9",
            "The queue of {{ $labels.exporter }} in {{ $labels.pod }} is {{ $value | humanizePercentage }} full",
            "When it is full, senders are held back, and what they can't keep is lost. The backend behind {{ $labels.exporter }} "
                    + "takes less than arrives, or nothing: bring it back, or send less (sampling, drop rules). The queue itself "
                    + "survives restarts of {{ $labels.pod }}."),
    QUEUE_FILLING(
            "SignalboxQueueFilling",
            Severity.TICKET,
            "30m",
            queueFilled() + " > 0.5",
            "The queue of {{ $labels.exporter }} in {{ $labels.pod }} stays {{ $value | humanizePercentage }} full",
            "The backend behind {{ $labels.exporter }} has taken less than arrives for half an hour. Nothing is lost yet. See "
                    + "whether it limits {{ $labels.namespace }}/{{ $labels.pod }}, and whether it needs more capacity."),
    TELEMETRY_REFUSED(
            "SignalboxTelemetryRefused",
            Severity.TICKET,
            "10m",
            bySignal("otelcol_receiver_refused", "receiver") + " > 0",
            "{{ $labels.pod }} refuses {{ $labels.signal }}",
            "{{ $value | humanize }} items a second that reached {{ $labels.receiver }} were not taken. Senders try again for a while "
                    + "and then lose them. Look for SignalboxMemoryLimited and SignalboxQueueNearlyFull of the same pod: they are "
                    + "the usual causes; if there is neither, kubectl --namespace {{ $labels.namespace }} logs {{ $labels.pod }}."),
    MEMORY_LIMITED(
            "SignalboxMemoryLimited",
            Severity.TICKET,
            "5m",
            bySignal("otelcol_processor_memory_limiter_refused", "processor") + " > 0",
            "{{ $labels.pod }} is short of memory and refuses {{ $labels.signal }}",
            "{{ $value | humanize }} items a second are refused so that the collector is not killed. Raise its memory limit "
                    + "(spec.collector.agent.resources or spec.collector.gateway.resources), or let there be more gateways "
                    + "(spec.collector.gateway.replicas.max)."),
    TRACES_DECIDED_EARLY(
            "SignalboxTracesDecidedEarly",
            Severity.TICKET,
            "10m",
            sampling("sampling_trace_dropped_too_early") + " > 0",
            "{{ $labels.pod }} forgets traces before they are decided",
            "{{ $value | humanize }} traces a second leave memory before their decision wait is over, so that errors in them may not be "
                    + "kept. More traces arrive than were measured when num_traces was set; the operator follows within minutes. If "
                    + "this stays, raise the gateways' memory or their number."),
    TRACES_TOO_LARGE(
            "SignalboxTracesTooLarge",
            Severity.TICKET,
            "10m",
            sampling("traces_dropped_too_large") + " > 0",
            "{{ $labels.pod }} drops traces that are too large",
            "{{ $value | humanize }} traces a second exceed the largest size of one trace and are dropped whole. Mostly it is a loop "
                    + "or a batch job that never ends its trace: find it among the longest traces of the hour, and start a new trace for "
                    + "each unit of work."),
    SAMPLING_FAILS(
            "SignalboxSamplingFails",
            Severity.TICKET,
            "10m",
            sampling("sampling_policy_evaluation_error") + " > 0",
            "{{ $labels.pod }} can't evaluate a sampling policy",
            "{{ $value | humanize }} evaluations a second fail, each as if the policy did not match. "
                    + "kubectl --namespace {{ $labels.namespace }} logs {{ $labels.pod }} names the policy and the reason."),
    COLLECTOR_DOWN(
            "SignalboxCollectorDown",
            Severity.TICKET,
            "10m",
            "max by (namespace, pod) (up{job=~\".+/signalbox-collectors\"}) == 0",
            "{{ $labels.pod }} can't be scraped",
            "Nothing is known of this collector for ten minutes, and on its node, or for its share of traces, telemetry may be "
                    + "missing. kubectl --namespace {{ $labels.namespace }} describe pod {{ $labels.pod }} says whether it runs; if it "
                    + "does, a network policy may keep Prometheus away from port 8888."),

    /** What can't be scraped raises {@link #COLLECTOR_DOWN}; this is that nobody tries. */
    COLLECTORS_UNSEEN(
            "SignalboxCollectorsUnseen",
            Severity.TICKET,
            "15m",
            "absent(up{job=~\".+/signalbox-collectors\"})",
            "No collector is scraped",
            "Prometheus knows of no collector, so none of the alerts on lost, refused and queued telemetry can fire. See whether it "
                    + "selects PodMonitor signalbox-collectors in the stack's namespace (podMonitorSelector, "
                    + "podMonitorNamespaceSelector; spec.metrics.rules.labels of the stack are on it), and whether collectors run."),

    /** Of users, and not of collectors: pages are SLOs' to send. */
    PROBE_FAILING(
            "SignalboxProbeFailing",
            Severity.TICKET,
            "5m",
            "label_replace(label_replace(max by (job, probe_name) (httpcheck_status) == 0, \"namespace\", \"$1\", \"job\","
                    + " \"(.+)/.+\"), \"service\", \"$1\", \"job\", \".+/(.+)\")",
            "The probe {{ $labels.probe_name }} of {{ $labels.job }} fails",
            "For five minutes no answer had the status that spec.probes expects, or there was none: httpcheck_error is 1 then. Ask for the "
                    + "URL from a pod of the service's namespace; if it answers there, the name or the port is closed to "
                    + "signalbox-tenant-collector of that namespace by a network policy.");

    private final String alert;
    private final Severity severity;
    private final String pending;
    private final String expression;
    private final String summary;
    private final String description;

    CollectorAlert(
            String alert, Severity severity, String pending, String expression, String summary, String description) {
        this.alert = alert;
        this.severity = severity;
        this.pending = pending;
        this.expression = expression;
        this.summary = summary;
        this.description = description;
    }

    String alert() {
        return alert;
    }

    Severity severity() {
        return severity;
    }

    /** A Prometheus duration. */
    String pending() {
        return pending;
    }

    String expression() {
        return expression;
    }

    String summary() {
        return summary;
    }

    String description() {
        return description;
    }

    /** What to do, in the documentation that goes with this version. */
    String runbook() {
        return "https://signalbox.dev/docs/reference/pipeline-alerts#" + alert.toLowerCase(Locale.ROOT);
    }

    /** Items a second; the signal, which is in the name, as a label, as one component may handle several. */
    private static String bySignal(String series, String component) {
        return Stream.of("spans:traces", "metric_points:metrics", "log_records:logs")
                .map(unit -> unit.split(":"))
                .map(unit -> "label_replace(rate(%s_%s[5m]), \"signal\", \"%s\", \"\", \"\")"
                        .formatted(series, unit[0], unit[1]))
                .collect(Collectors.joining(
                        " or ",
                        "sum by (" + String.join(", ", List.of("namespace", "pod", component, "signal")) + ") (",
                        ")"));
    }

    private static String sampling(String series) {
        return "sum by (namespace, pod) (rate(otelcol_processor_tail_sampling_%s[5m]))".formatted(series);
    }

    /** The fuller of the queues that one exporter has, one for each signal. */
    private static String queueFilled() {
        return "max by (namespace, pod, exporter) (otelcol_exporter_queue_size / (otelcol_exporter_queue_capacity > 0))";
    }
}
