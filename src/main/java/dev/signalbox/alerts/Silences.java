package dev.signalbox.alerts;

import dev.signalbox.backend.AlertingRule;
import dev.signalbox.backend.alertmanager.Notified;
import dev.signalbox.backend.alertmanager.Silence;
import dev.signalbox.promql.LabelMatcher;
import dev.signalbox.promql.LabelMatcher.Op;
import dev.signalbox.promql.ValueMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which alerts somebody silenced since we look. Alertmanager tells neither who acknowledged an alert nor what is resolved, so a
 * silence is the only trace of somebody having done something about one; expired ones are told for five days.
 *
 * @param since when the first look was; nothing: Alertmanager was never asked with success
 * @param last when each alert was last seen silenced
 */
public record Silences(Optional<Instant> since, SortedMap<AlertName, Instant> last) {
    public static final Silences UNKNOWN = new Silences(Optional.empty(), new TreeMap<>());

    /** What was silenced longer ago is forgotten, which bounds this by the alerts of that time. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    public Silences {
        last = new TreeMap<>(last);
    }

    /** With what another look tells; what we silence for a deployment is nobody's doing. */
    public Silences and(List<AlertingRule> rules, List<Silence> silences, List<Notified> alerts, Instant now) {
        Set<String> ours =
                silences.stream().filter(Silence::isOurs).map(Silence::id).collect(Collectors.toSet());
        SortedMap<AlertName, Instant> next = new TreeMap<>(last);
        next.values().removeIf(time -> time.isBefore(now.minus(REMEMBERED)));
        for (AlertingRule rule : rules) {
            AlertName name = AlertName.of(rule);
            boolean silenced = silences.stream()
                            .filter(silence ->
                                    !silence.isOurs() && !silence.state().equals("pending"))
                            .anyMatch(silence -> isAbout(silence, rule))
                    || alerts.stream()
                            .filter(alert -> !ours.containsAll(alert.silencedBy()))
                            .anyMatch(alert ->
                                    rule.name().equals(alert.labels().get("alertname")) && name.covers(alert.labels()));
            if (silenced) {
                next.put(name, now);
            }
        }
        return new Silences(since.or(() -> Optional.of(now)), next);
    }

    /** Nothing: nobody knows. */
    Optional<Boolean> isNeverSilenced(AlertName name) {
        return since.map(_ -> !last.containsKey(name));
    }

    /** What is asked of labels that the rule does not set is taken as met, but something has to be about the rule. */
    private static boolean isAbout(Silence silence, AlertingRule rule) {
        Map<String, String> known = new TreeMap<>(rule.labels());
        known.put("alertname", rule.name());
        List<Silence.Matcher> telling = silence.matchers().stream()
                .filter(matcher -> known.containsKey(matcher.name()))
                .toList();
        return telling.stream().anyMatch(Silence.Matcher::equal)
                && telling.stream().allMatch(matcher -> isMet(matcher, known.get(matcher.name())));
    }

    /** An expression that we don't understand counts as met: nobody is blamed for what may have been silenced. */
    private static boolean isMet(Silence.Matcher matcher, String value) {
        Op op = matcher.regex()
                ? matcher.equal() ? Op.MATCHES : Op.NOT_MATCHES
                : matcher.equal() ? Op.EQUAL : Op.NOT_EQUAL;
        return ValueMatch.isPossible(new LabelMatcher(matcher.name(), op, matcher.value()), value);
    }
}
