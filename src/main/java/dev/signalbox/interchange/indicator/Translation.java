package dev.signalbox.interchange.indicator;

import dev.signalbox.api.v1alpha1.Sli;
import java.util.List;

/**
 * What queries became.
 *
 * @param sli with exactly one indicator
 * @param groupBy labels by whose values the budget is split; empty for one budget
 */
public record Translation(Sli sli, List<String> groupBy) {
    public Translation {
        groupBy = List.copyOf(groupBy);
    }

    /** As a resource has it; null for one budget. */
    public List<String> groupByOrNull() {
        return groupBy.isEmpty() ? null : groupBy;
    }

    public static Translation ratio(Sli.Ratio ratio, List<String> groupBy) {
        return new Translation(new Sli(ratio, null, null, null, null, null, null), groupBy);
    }

    public static Translation latency(Sli.Latency latency, List<String> groupBy) {
        return new Translation(new Sli(null, latency, null, null, null, null, null), groupBy);
    }

    public static Translation freshness(Sli.Freshness freshness, List<String> groupBy) {
        return new Translation(new Sli(null, null, freshness, null, null, null, null), groupBy);
    }

    public static Translation condition(String query, List<String> groupBy) {
        return new Translation(new Sli(null, null, null, null, new Sli.Condition(query), null, null), groupBy);
    }

    static Translation query(Sli.Query query, List<String> groupBy) {
        return new Translation(new Sli(null, null, null, null, null, query, null), groupBy);
    }
}
