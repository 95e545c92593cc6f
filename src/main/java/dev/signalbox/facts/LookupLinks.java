package dev.signalbox.facts;

import java.util.Optional;

/**
 * Where people can look at what the rules record; from {@code ObservabilityStack}.
 *
 * @param grafana its address
 * @param datasource uid of Grafana's data source of metrics
 * @param prometheus address of the server that is queried, where it has a page for queries
 */
public record LookupLinks(Optional<String> grafana, Optional<String> datasource, Optional<String> prometheus) {
    public static final LookupLinks NONE = new LookupLinks(Optional.empty(), Optional.empty(), Optional.empty());
}
