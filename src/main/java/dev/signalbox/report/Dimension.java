package dev.signalbox.report;

import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Observed;
import java.util.Optional;
import java.util.function.Function;

/** What is observed of a service, in the order in which it is shown. */
public enum Dimension {
    METRICS("metrics", Coverage::metrics),
    LOGS("logs", Coverage::logs),
    TRACES("traces", Coverage::traces),
    PROFILES("profiles", Coverage::profiles),
    SLO("slo", Coverage::slo),
    ALERTS("alerts", Coverage::alerts),
    DASHBOARD("dashboard", Coverage::dashboard);

    private final String text;
    private final Function<Coverage, Observed> field;

    Dimension(String text, Function<Coverage, Observed> field) {
        this.text = text;
        this.field = field;
    }

    /** In lower case. */
    public String text() {
        return text;
    }

    /** Whether it is seen; what nobody has looked for is unknown. */
    public Observed of(Coverage coverage) {
        return Optional.ofNullable(field.apply(coverage)).orElse(Observed.UNKNOWN);
    }
}
