package dev.signalbox.facts;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the servers that a stack names, by asking them or the cluster.
 *
 * @param loki what Loki's own configuration says; nothing: it is not known yet
 * @param tempo what holds for Tempo's tenants of which nothing is said, in JSON; nothing: it is not known
 * @param alertmanagers that the prometheus-operator runs; nothing: it is not known which there are
 */
public record KnownBackends(
        Optional<LokiDefaults> loki, Optional<String> tempo, Optional<List<AlertmanagerObject>> alertmanagers) {
    /** Where nobody was asked: Loki is as it is without a word. */
    public static final KnownBackends UNASKED =
            new KnownBackends(Optional.of(LokiDefaults.USUAL), Optional.empty(), Optional.empty());

    public KnownBackends {
        alertmanagers = alertmanagers.map(List::copyOf);
    }
}
