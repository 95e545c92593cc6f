package dev.signalbox.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.testing.AnyText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, there is an answer, and soon. Who sends it need not be an API server, whose schemas refuse most of it. */
class HostileReviewTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AT_MOST = Duration.ofSeconds(1);
    private static final int MILLION = 1_000_000;
    private static final ResourceDoor DOOR = new ResourceDoor(KnownNothing.INSTANCE, false, () -> LocalDate.EPOCH);

    @BeforeAll
    static void readSchemas() {
        answer(slo(spec -> {}));
    }

    @ParameterizedTest
    @MethodSource
    void isAnsweredWithinASecond(Consumer<ObjectNode> made) {
        byte[] body = slo(made);

        long began = System.nanoTime();
        String outcome = answer(body);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        String shown = outcome.substring(0, Math.min(outcome.length(), 150));
        System.out.println(body.length + " bytes, " + took.toMillis() + " ms: " + shown);
        assertThat(took).isLessThan(AT_MOST);
        assertThat(outcome).hasSizeLessThan(10_000);
    }

    static Stream<Named<Consumer<ObjectNode>>> isAnsweredWithinASecond() {
        return Stream.of(
                Named.of("an expression of parentheses", spec -> query(spec, "(".repeat(MILLION))),
                Named.of(
                        "an expression that is closed again",
                        spec -> query(spec, "(".repeat(MILLION / 2) + "up" + ")".repeat(MILLION / 2))),
                Named.of("as many calls in calls as fit", spec -> query(spec, "abs(".repeat(1024))),
                Named.of("as many parentheses as fit", spec -> query(spec, "(".repeat(2000) + "up" + ")".repeat(2000))),
                Named.of("a sum as long as fits", spec -> query(spec, "up" + "+up".repeat(1300))),
                Named.of("an expression of signs", spec -> query(spec, "-".repeat(MILLION) + "1")),
                Named.of("a sum of a million", spec -> query(spec, "up" + "+up".repeat(MILLION / 3))),
                Named.of("powers, which bind to the right", spec -> query(spec, "1" + "^1".repeat(MILLION / 2))),
                Named.of("calls in calls", spec -> query(spec, "abs(".repeat(MILLION / 4))),
                Named.of("matchers", spec -> query(spec, "up{" + "a=\"b\",".repeat(MILLION / 6) + "}")),
                Named.of("subqueries of subqueries", spec -> query(spec, "up" + "[1h:1m]".repeat(MILLION / 7))),
                Named.of(
                        "a regular expression that others take for ever on",
                        spec -> query(spec, "up{a=~\"(a+)+(a+)+" + "(a|a)*".repeat(1000) + "\"}")),
                Named.of(
                        "repetitions of repetitions",
                        spec -> query(spec, "up{a=~\"" + "(".repeat(50) + "a" + "){1000}".repeat(50) + "\"}")),
                Named.of(
                        "a regular expression of parentheses",
                        spec -> query(spec, "up{a=~\"" + "(".repeat(MILLION) + "\"}")),
                Named.of("a duration", spec -> spec.put("window", "9".repeat(MILLION) + "d")),
                Named.of(
                        "a number",
                        spec -> spec.set(
                                "objective",
                                JSON.getNodeFactory().numberNode(new java.math.BigDecimal("9".repeat(900))))),
                Named.of("a number that is written as text", spec -> spec.put("objective", "1e999999999")),
                Named.of("a million digits as text", spec -> spec.put("objective", "9".repeat(MILLION))),
                Named.of("unknown fields", spec -> IntStream.range(0, 40_000)
                        .forEach(i -> spec.put("objektive" + i, i))),
                Named.of("one unknown field of a million", spec -> spec.put("o".repeat(MILLION), 1)),
                Named.of("labels", spec -> {
                    ArrayNode labels = spec.putArray("groupBy");
                    IntStream.range(0, 40_000).forEach(i -> labels.add("l" + i % 200));
                }),
                Named.of("more values than a resource has", spec -> {
                    ArrayNode labels = spec.putArray("groupBy");
                    IntStream.range(0, MILLION / 3).forEach(_ -> labels.addObject());
                }),
                Named.of("lists in lists", spec -> {
                    ArrayNode list = spec.putArray("groupBy");
                    for (int depth = 0; depth < 900; depth++) {
                        list = list.addArray();
                    }
                }));
    }

    /** Half of it garbled, the rest noise. */
    @RepeatedTest(20)
    void noiseIsTurnedAway() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] garbled = slo(spec -> query(spec, AnyText.next(random)));
        for (int i = random.nextInt(20); i >= 0; i--) {
            garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
        }
        byte[] noise = new byte[MILLION];
        random.nextBytes(noise);

        long began = System.nanoTime();
        assertThat(answer(garbled)).as("seed " + seed).isNotNull();
        assertThat(answer(noise)).as("seed " + seed).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("seed " + seed)
                .isLessThan(AT_MOST);
    }

    @Test
    void bracketsAloneAreTurnedAway() {
        assertThat(answer("[".repeat(MILLION).getBytes(StandardCharsets.UTF_8))).contains("was no JSON object");
        assertThat(answer("{\"request\":".repeat(MILLION / 11).getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
        assertThat(answer(("{\"x\":" + "[".repeat(MILLION)).getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    private static void query(ObjectNode spec, String expression) {
        spec.putObject("sli").putObject("condition").put("query", expression);
    }

    private static byte[] slo(Consumer<ObjectNode> made) {
        ObjectNode review = JSON.createObjectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode object = review.putObject("request").put("uid", "1").putObject("object");
        object.put("apiVersion", "signalbox.dev/v1alpha1").put("kind", "SLO");
        object.putObject("metadata").put("name", "x").put("namespace", "shop");
        ObjectNode spec = object.putObject("spec")
                .put("service", "checkout")
                .put("objective", 99.9)
                .put("window", "30d");
        query(spec, "up == 1");
        made.accept(spec);
        return review.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String answer(byte[] body) {
        return switch (Review.read(body)) {
            case Review.Reading.Unreadable(String why) -> why;
            case Review.Reading.Read(Review review) -> {
                Answer answer = DOOR.answer(review);
                yield answer.isAllowed()
                        ? answer.json(review.uid())
                        : answer.violations().getFirst().toString();
            }
        };
    }
}
