package dev.signalbox.compile.slo;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations of an SLO's alerts. */
final class AlertTexts {
    private AlertTexts() {}

    /** What the alert is routed, grouped and inhibited by; what a user typed is escaped. */
    static Map<String, String> labels(Slo slo, Identity identity, DeclaredService service, Severity severity) {
        Map<String, String> labels = new TreeMap<>();
        slo.alerting().route(severity).labels().forEach((name, value) -> labels.put(name, plain(value)));
        labels.putAll(identity.labels());
        service.team().ifPresent(team -> labels.put("team", team));
        labels.put("signalbox_severity", severity.label());
        return labels;
    }

    static Map<String, String> burning(Slo slo, Identity identity, Severity severity) {
        String trouble =
                switch (severity) {
                    case PAGE -> "fails its users";
                    case TICKET -> "spends its error budget faster than it may";
                };
        return annotations(
                slo,
                "%s %s: {{ $value | humanizePercentage }} of events are bad, %s %% may be"
                        .formatted(
                                identity.service(),
                                trouble,
                                percentage(slo.objective().errorBudget())));
    }

    static Map<String, String> missing(Slo slo, Identity identity) {
        return annotations(
                slo,
                "%s: the data of SLO %s was there in the last 24 hours and is gone"
                        .formatted(identity.service(), slo.name()));
    }

    private static Map<String, String> annotations(Slo slo, String summary) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", summary);
        annotations.put("description", description(slo));
        slo.alerting().runbook().ifPresent(link -> annotations.put("runbook_url", plain(link)));
        return annotations;
    }

    private static String percentage(BigDecimal ratio) {
        return ratio.movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static String description(Slo slo) {
        String objective = "SLO %s: %s %% of events over %dd.".formatted(slo.name(), slo.objective(), slo.windowDays());
        return slo.description().isBlank() ? objective : plain(slo.description().strip()) + "\n" + objective;
    }

    /**
     * Text that stays as it is when Prometheus expands it as a Go template; an unescaped brace pair would make the
     * whole rule file unloadable.
     */
    private static String plain(String text) {
        return text.replace("{{", "{{\"{{\"}}");
    }
}
