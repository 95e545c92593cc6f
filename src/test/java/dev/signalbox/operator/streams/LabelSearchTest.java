package dev.signalbox.operator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.loki.StreamServer;
import dev.signalbox.model.pipeline.ServiceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often Loki is asked, and for what; {@code StreamInquiryIT} asks a real one. */
class LabelSearchTest {
    private static final Set<String> TRACE_ID = Set.of("trace_id");
    private static final ServiceKey CHECKOUT = new ServiceKey("shop", "checkout");

    private final Map<Question, List<String>> answers = new HashMap<>();
    private final List<Question> asked = new ArrayList<>();
    private final LabelSearch search = new LabelSearch();
    private boolean isAway;
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    private final StreamServer loki = new StreamServer() {
        @Override
        public Answer<List<String>> labels(String selector, Instant start, Instant end) {
            return answer(new Question(Optional.empty(), selector));
        }

        @Override
        public Answer<List<String>> values(String label, String selector, Instant start, Instant end) {
            return answer(new Question(Optional.of(label), selector));
        }
    };

    @Test
    void whereNobodyCarriesAnyThereAreTwoQuestions() {
        answers.put(Question.labels("k8s_namespace_name"), List.of("k8s_namespace_name", "service_name"));

        assertThat(look(Map.of("shop", TRACE_ID))).isEmpty();
        assertThat(asked).containsExactly(Question.labels("k8s_namespace_name"), Question.labels("namespace"));
    }

    @Test
    void labelsAndNamespacesThatNobodyForbidsAreNotAskedFor() {
        carries("k8s_namespace_name", "shop", "trace_id", "checkout");
        carries("namespace", "search", "trace_id", "index");
        carries("k8s_namespace_name", "shop", "pod", "checkout");

        assertThat(look(Map.of("shop", TRACE_ID))).containsOnly(Map.entry(CHECKOUT, new TreeSet<>(TRACE_ID)));
        assertThat(asked).hasSize(5).allSatisfy(question -> assertThat(question.toString())
                .doesNotContain("pod", "\"search\""));
    }

    @Test
    void thereAreTenQuestionsAMinuteAndEachHasItsTurn() {
        Map<String, Set<String>> forbidden = IntStream.range(0, 50)
                .mapToObj("tenant-%02d"::formatted)
                .collect(Collectors.toMap(namespace -> namespace, _ -> TRACE_ID));
        forbidden.keySet().forEach(namespace -> carries("k8s_namespace_name", namespace, "trace_id", "web"));

        int found = look(forbidden).size();
        assertThat(asked).hasSize(30);
        for (int minutes = 1; found < 50; minutes++) {
            now = now.plus(Duration.ofMinutes(1));
            found = look(forbidden).size();
            assertThat(asked).hasSize(30 + 10 * minutes);
            assertThat(minutes).isLessThan(5);
        }
        answers.put(Question.services("k8s_namespace_name", "tenant-49", "trace_id"), List.of());
        for (int minutes = 0; minutes < 6; minutes++) {
            now = now.plus(Duration.ofMinutes(1));
            found = look(forbidden).size();
        }
        assertThat(found).as("what is asked again late is asked again").isEqualTo(49);
    }

    @Test
    void whatANamespaceIsLetCarryIsForgotten() {
        carries("k8s_namespace_name", "shop", "trace_id", "checkout");
        assertThat(look(Map.of("shop", TRACE_ID))).containsKey(CHECKOUT);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(look(Map.of("shop", Set.of("pod")))).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsLeftInPeace() {
        isAway = true;

        assertThat(search.search(loki, Map.of("shop", TRACE_ID), now)).isInstanceOf(Answer.Unavailable.class);
        assertThat(asked).hasSize(1);
    }

    private SortedMap<ServiceKey, SortedSet<String>> look(Map<String, Set<String>> forbidden) {
        return search.search(loki, forbidden, now)
                        instanceof Answer.Given<SortedMap<ServiceKey, SortedSet<String>>>(var carried)
                ? carried
                : null;
    }

    private void carries(String namespaceLabel, String namespace, String label, String service) {
        add(Question.labels(namespaceLabel), label);
        add(Question.namespaces(namespaceLabel, label), namespace);
        add(Question.services(namespaceLabel, namespace, label), service);
    }

    private void add(Question question, String name) {
        answers.computeIfAbsent(question, _ -> new ArrayList<>()).add(name);
    }

    private Answer<List<String>> answer(Question question) {
        asked.add(question);
        return isAway
                ? new Answer.Unavailable<>("away")
                : new Answer.Given<>(answers.getOrDefault(question, List.of()));
    }
}
