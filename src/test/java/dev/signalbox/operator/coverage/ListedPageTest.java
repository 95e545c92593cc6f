package dev.signalbox.operator.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedPageTest {
    private static final String LARGE = "[" + "{},".repeat(ListedPage.MOST_VALUES) + "{}]";
    private static final String DEEP = "[".repeat(900) + "]".repeat(900);

    @Test
    void whatIsTooLargeIsPassedOverAndTheRestIsThere() throws IOException {
        List<String> seen = new ArrayList<>();

        ListedPage page = ListedPage.read(
                json("""
                        {"kind": "List", "metadata": {"resourceVersion": "7", "continue": "next"}, "items": [
                          {"metadata": {"name": "a"}, "spec": {"x": [1, {"y": 2}]}},
                          {"metadata": {"name": "large"}, "spec": {"groups": [{"rules": %s}]}},
                          {"metadata": {"name": "deep"}, "spec": %s},
                          {"metadata": {"name": "b"}}]}
                        """.formatted(LARGE, DEEP)),
                object -> seen.add(object.at("/metadata/name").asText()));

        assertThat(seen).containsExactly("a", "b");
        assertThat(page.passedOver()).isEqualTo(2);
        assertThat(page.more()).hasValue("next");
    }

    @Test
    void theLastPageLeadsNowhere() throws IOException {
        assertThat(ListedPage.read(json("{\"metadata\": {}, \"items\": null}"), _ -> {})
                        .more())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"items\": [{\"a\": 1}, {\"b\"", "{\"items\": [[[[", "<html>"})
    void whatIsNoListIsNotTakenForOne(String text) {
        assertThatThrownBy(() -> ListedPage.read(json(text), _ -> {})).isInstanceOf(IOException.class);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
