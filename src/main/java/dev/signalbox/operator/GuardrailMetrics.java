package dev.signalbox.operator;

import dev.signalbox.guardrails.Compliance;
import dev.signalbox.guardrails.Compliance.OfPolicy;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.model.policy.Rule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many violations there are, by policy and rule: a rule that nobody breaks is 0, so that an alert on it ends. */
@Singleton
class GuardrailMetrics {
    private final MultiGauge violations;

    @Inject
    GuardrailMetrics(MeterRegistry registry) {
        violations = MultiGauge.builder("signalbox.policy.violations")
                .description("Violations of policies that no exception covers")
                .register(registry);
    }

    void judged(Compliance compliance) {
        List<Row<?>> rows = compliance.policies().values().stream()
                .<Row<?>>flatMap(GuardrailMetrics::rows)
                .toList();
        violations.register(rows, true);
    }

    private static Stream<Row<?>> rows(OfPolicy found) {
        Map<Rule, Long> counts =
                found.violations().stream().collect(Collectors.groupingBy(Finding::rule, Collectors.counting()));
        return found.policy().rules().stream()
                .map(rule -> Row.of(
                        Tags.of(
                                "policy", found.policy().name(),
                                "rule", rule.path(),
                                "enforcement", enforcement(found)),
                        counts.getOrDefault(rule, 0L)));
    }

    private static String enforcement(OfPolicy found) {
        String name = found.policy().enforcement().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
