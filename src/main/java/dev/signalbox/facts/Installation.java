package dev.signalbox.facts;

import java.util.Optional;

/**
 * Signalbox itself, as far as what it writes leads back to it.
 *
 * @param headStrategies URL under which the operator serves head sampling strategies
 * @param image for what of it runs in pods of others; nothing: nothing of it does
 */
public record Installation(String headStrategies, Optional<String> image) {
    /** Where the chart puts the operator when it is installed as its description says. */
    public static final String USUAL_HEAD_STRATEGIES = "http://signalbox-operator.signalbox.svc:9001/strategies";

    /** The operator is there, and nothing of it runs elsewhere. */
    public static final Installation USUAL = new Installation(USUAL_HEAD_STRATEGIES, Optional.empty());

    /** One of which parts run in pods of others. */
    public static Installation ofImage(String image) {
        return new Installation(USUAL_HEAD_STRATEGIES, Optional.of(image));
    }
}
