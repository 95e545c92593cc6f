package dev.signalbox.operator.streams;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.loki.StreamServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Loki is asked. Its answer is names, of which there are few: streams themselves are as many as there are values, which is
 * what a label is forbidden for.
 *
 * @param valuesOf the label whose values are wanted; nothing: names of labels are
 * @param selector of which streams
 */
record Question(Optional<String> valuesOf, String selector) {
    private static final String SERVICE = "service_name";

    /** All labels that streams of any namespace have. */
    static Question labels(String namespaceLabel) {
        return new Question(Optional.empty(), "{%s=~\".+\"}".formatted(namespaceLabel));
    }

    /** Namespaces whose streams have a label. */
    static Question namespaces(String namespaceLabel, String label) {
        return new Question(Optional.of(namespaceLabel), "{%s=~\".+\"}".formatted(label));
    }

    /** Services of a namespace whose streams have a label. */
    static Question services(String namespaceLabel, String namespace, String label) {
        return new Question(Optional.of(SERVICE), "{%s=\"%s\",%s=~\".+\"}".formatted(namespaceLabel, namespace, label));
    }

    Answer<List<String>> ask(StreamServer server, Instant start, Instant end) {
        return valuesOf.map(label -> server.values(label, selector, start, end))
                .orElseGet(() -> server.labels(selector, start, end));
    }
}
