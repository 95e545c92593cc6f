package dev.signalbox.model.retention;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Loki goes by for a tenant.
 *
 * @param period of what no rule matches; zero: for ever; nothing: Loki does not tell
 * @param rules of streams, in their order
 * @param limits of what it takes, where they are whole numbers of MB
 * @param labels which attributes of a resource become labels
 */
public record TenantLimits(
        Optional<Duration> period, List<StreamRule> rules, LogRetention.LogLimits limits, Labels labels) {
    public TenantLimits {
        rules = List.copyOf(rules);
    }

    /**
     * Which attributes become labels.
     *
     * @param attributes of resources, named one by one
     * @param usual whether that is all that is said of attributes
     */
    public record Labels(Set<String> attributes, boolean usual) {
        public Labels {
            attributes = Collections.unmodifiableSet(new TreeSet<>(attributes));
        }
    }
}
