package dev.signalbox.alerts;

import dev.signalbox.api.v1alpha1.AlertHealthStatus;
import dev.signalbox.api.v1alpha1.AlertHealthStatus.NamedAlert;
import dev.signalbox.api.v1alpha1.AlertHealthStatus.NoisyAlert;
import java.math.BigDecimal;
import java.util.List;

/** Alert health as it stands in a status: the first of each list, and how many more. */
public final class AlertHealthFields {
    private static final int SHOWN = 20;

    private AlertHealthFields() {}

    public static AlertHealthStatus of(AlertHealth health) {
        return new AlertHealthStatus(
                health.total(),
                health.firing(),
                health.noisy().stream()
                        .limit(SHOWN)
                        .map(noisy -> new NoisyAlert(
                                noisy.name().alert(),
                                noisy.name().labels(),
                                noisy.episodes(),
                                BigDecimal.valueOf(noisy.firingPercent()),
                                noisy.neverSilenced().orElse(null)))
                        .toList(),
                omitted(health.noisy()),
                named(health.withoutRunbook()),
                omitted(health.withoutRunbook()),
                named(health.withoutData()),
                omitted(health.withoutData()));
    }

    private static List<NamedAlert> named(List<AlertName> names) {
        return names.stream()
                .limit(SHOWN)
                .map(name -> new NamedAlert(name.alert(), name.labels()))
                .toList();
    }

    private static Integer omitted(List<?> all) {
        return all.size() > SHOWN ? all.size() - SHOWN : null;
    }
}
