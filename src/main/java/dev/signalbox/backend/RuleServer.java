package dev.signalbox.backend;

import java.util.List;
import java.util.function.Consumer;

/** A server that evaluates rules. */
public interface RuleServer {
    /**
     * All rules, one after the other, because thousands of them are megabytes.
     *
     * @param each called for each rule, also where the answer breaks off later
     * @return how many there were
     */
    Answer<Integer> rules(Consumer<EvaluatedRule> each);

    /** Alerting rules alone, in the order of the server. */
    Answer<List<AlertingRule>> alertingRules();
}
