package dev.signalbox.report;

import java.util.List;
import java.util.Optional;

/**
 * How alerts are.
 *
 * @param total alerts that there are; absent while nobody has counted
 * @param firing of the SLOs, by SLO; pages first
 * @param noisy alerts that come and go and that nobody has silenced; absent while nobody has looked
 * @param withoutRunbook SLOs whose alerts don't say what to do
 * @param neverData rules that have never had data; absent while nobody has looked
 */
public record AlertHealth(
        Optional<Integer> total,
        List<Firing> firing,
        Optional<List<String>> noisy,
        List<String> withoutRunbook,
        Optional<List<String>> neverData) {
    public AlertHealth {
        firing = List.copyOf(firing);
        noisy = noisy.map(List::copyOf);
        withoutRunbook = List.copyOf(withoutRunbook);
        neverData = neverData.map(List::copyOf);
    }

    /**
     * An alert that fires.
     *
     * @param slo {@code namespace/name}
     * @param severity page or ticket
     * @param since RFC 3339
     */
    public record Firing(String slo, String alert, String severity, Optional<String> since) {}
}
