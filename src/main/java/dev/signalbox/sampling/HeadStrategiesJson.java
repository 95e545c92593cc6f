package dev.signalbox.sampling;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;

/**
 * Head strategies as others read them.
 *
 * <p>The {@code jaegerremotesampling} extension of agents fetches the whole document from the URL in its
 * {@code source.file}, every {@code reload_interval}, and answers SDKs from it. What serves it has to mind three things of
 * that extension, at least up to v0.155.0:
 *
 * <ul>
 *   <li>It waits one second. An error or any status but 200 and 503 at its start keeps the collector from starting; later
 *       the last document stays.
 *   <li>503 is read as a document without strategies, and then SDKs are told 0.1 %; at its start it moreover never asks
 *       again. So 503 must never be the answer.
 *   <li>A document without {@code default_strategy} gives names that are not listed 0.1 %. So it is always there.
 * </ul>
 *
 * @see <a href="https://www.jaegertracing.io/docs/latest/architecture/sampling/#file-based-sampling-configuration">Sampling
 *     strategies</a>
 */
public final class HeadStrategiesJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBABILISTIC = "probabilistic";

    private HeadStrategiesJson() {}

    /** @param param probability, 0 to 1 */
    private record Strategy(String type, double param) {}

    /** @param param probability, 0 to 1 */
    private record ServiceStrategy(String service, String type, double param) {}

    private record Document(
            @JsonProperty("default_strategy") Strategy defaultStrategy,
            @JsonProperty("service_strategies") List<ServiceStrategy> serviceStrategies) {}

    /** @param samplingRate probability, 0 to 1 */
    private record Probability(double samplingRate) {}

    private record Response(String strategyType, Probability probabilisticSampling) {}

    /** The document of all strategies, on one line; equal strategies give equal bytes. */
    public static String document(HeadStrategies strategies) {
        return write(new Document(
                new Strategy(PROBABILISTIC, 1),
                strategies.percentages().entrySet().stream()
                        .map(entry -> new ServiceStrategy(entry.getKey(), PROBABILISTIC, probability(entry.getValue())))
                        .toList()));
    }

    /** What {@code GET /sampling?service=NAME} answers, for SDKs that ask directly. */
    public static String answer(HeadStrategies strategies, String service) {
        return write(new Response("PROBABILISTIC", new Probability(probability(strategies.percent(service)))));
    }

    private static double probability(double percent) {
        return BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can always be written", e);
        }
    }
}
