package dev.signalbox.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.AlertingRule;
import dev.signalbox.backend.alertmanager.Notified;
import dev.signalbox.backend.alertmanager.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilencesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final AlertingRule SLOW = new AlertingRule(
            "Slow", "up == 0", Map.of("severity", "page", "team", "{{ $labels.team }}"), Map.of(), List.of());
    private static final AlertName NAME = AlertName.of(SLOW);

    @ParameterizedTest
    @CsvSource({
        "alertname, Slow,  false, true,  active,  true",
        "alertname, Slow,  false, true,  expired, true",
        "alertname, Slow,  false, true,  pending, false",
        "alertname, Sl.*,  true,  true,  active,  true",
        "alertname, Sl,    true,  true,  active,  false",
        "alertname, Other, false, false, active,  false",
        "severity,  page,  false, true,  active,  true",
        "severity,  ticket,false, true,  active,  false",
        "instance,  a,     false, true,  active,  false",
        "alertname, S(l.)*, true, true,  active,  true", // not run, so it counts as met
    })
    void aSilenceIsAboutARuleByWhatTheRuleSets(
            String label, String value, boolean regex, boolean equal, String state, boolean silenced) {
        Silence silence =
                new Silence("1", state, List.of(new Silence.Matcher(label, value, regex, equal)), NOW, NOW, "somebody");

        Silences silences = Silences.UNKNOWN.and(List.of(SLOW), List.of(silence), List.of(), NOW);

        assertThat(silences.isNeverSilenced(NAME)).contains(!silenced);
    }

    @Test
    void whatAlertmanagerItselfSaysIsSilencedCountsForTheSameAlertOnly() {
        Notified silenced = new Notified(
                Map.of("alertname", "Slow", "severity", "ticket"),
                "suppressed",
                NOW,
                List.of(),
                List.of("1"),
                List.of());

        assertThat(Silences.UNKNOWN
                        .and(List.of(SLOW), List.of(), List.of(silenced), NOW)
                        .isNeverSilenced(NAME))
                .contains(true);
    }

    @Test
    void nothingIsKnownBeforeAlertmanagerWasAskedAndASilenceIsForgottenAfterAMonth() {
        Silences seen = new Silences(Optional.of(NOW), new TreeMap<>(Map.of(NAME, NOW)));

        assertThat(Silences.UNKNOWN.isNeverSilenced(NAME)).isEmpty();
        assertThat(seen.and(List.of(SLOW), List.of(), List.of(), NOW.plus(Silences.REMEMBERED))
                        .isNeverSilenced(NAME))
                .contains(false);
        assertThat(seen.and(
                                List.of(SLOW),
                                List.of(),
                                List.of(),
                                NOW.plus(Silences.REMEMBERED).plus(Duration.ofSeconds(1)))
                        .isNeverSilenced(NAME))
                .contains(true);
    }
}
