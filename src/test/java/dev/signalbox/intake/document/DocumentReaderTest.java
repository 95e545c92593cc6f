package dev.signalbox.intake.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {

    /** The right column is what kubectl 1.35 makes of it: {@code kubectl label --local -f FILE -o json a=b}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes                            | true",
                "off                            | false",
                "y                              | true",
                "No                             | false",
                "nO                             | \"nO\"",
                "~                              | null",
                "Null                           | null",
                "010                            | 8",
                "08                             | 8",
                "0o17                           | 15",
                "0x1F                           | 31",
                "0x                             | \"0x\"",
                "0b                             | \"0b\"",
                "-0b11                          | -3",
                "1_000                          | 1000",
                "_1                             | \"_1\"",
                "0_1                            | 1",
                "+5                             | 5",
                "-0                             | 0",
                "5.0                            | 5",
                "1.                             | 1",
                "1e3                            | 1000",
                "1.e5                           | 100000",
                ".5                             | 0.5",
                "-.5                            | -0.5",
                "99.90                          | 99.9",
                "99.99999999999999999           | 100",
                "0.1e-7                         | 1.0E-8",
                "1e999                          | \"1e999\"",
                "123456789012345678901234567890 | 1.2345678901234568E29",
                "18446744073709551615           | 1.8446744073709552E19",
                "-9223372036854775808           | -9223372036854775808",
                "2001-01-01                     | \"2001-01-01\"",
                "12:30:45                       | \"12:30:45\"",
                "!foo bar                       | \"bar\"",
                "!!str 5                        | \"5\"",
                "!!float 5                      | 5",
                "'5'                            | \"5\"",
                "\"\\x41\\u00e9\"               | \"Aé\"",
            })
    void takesScalarsAsKubectlDoes(String yaml, String json) {
        assertThat(only("a: " + yaml).content().path("a")).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource({"1.50, 1.5", "012, 10", "yes, true", "n, false", "'''yes''', yes"})
    void takesKeysAsKubectlDoes(String key, String name) {
        assertThat(only(key + ": 1").content().has(name)).isTrue();
    }

    @Test
    void knowsWhereEverythingStands() {
        Place place = only("""
                        # a comment
                        spec:
                          sli: {ratio: {total: x}}
                          rows:
                          - long: 1h
                            "odd.key/x": 1
                          - 5
                        """).place();

        assertThat(List.of(
                        place.nearest("spec"),
                        place.nearest("spec.sli.ratio.total"),
                        place.nearest("spec.rows[0].long"),
                        place.nearest("spec.rows[0][odd.key/x]"),
                        place.nearest("spec.rows[0].odd.key/x"),
                        place.nearest("spec.rows[1]"),
                        place.nearest("spec.rows[7].long"),
                        place.nearest("spec.sli.latency.threshold"),
                        place.nearest("metadata.name")))
                .map(Position::toString)
                .containsExactly("2:1", "3:17", "5:5", "6:5", "6:5", "7:5", "4:3", "3:3", "2:1");
    }

    @Test
    void readsEachDocumentByItself() {
        DocumentStream stream = read("""
                ---   # nothing before

                ---
                a: 1
                --- # comment
                b: [
                ---
                # only a comment
                ---
                c: 3
                """);

        assertThat(stream.documents())
                .map(Document::content)
                .map(JsonNode::toString)
                .containsExactly("{\"a\":1}", "{\"c\":3}");
        assertThat(stream.documents().getLast().place().position()).hasToString("10:1");
        assertThat(stream.faults())
                .map(Fault::toString)
                .singleElement()
                .asString()
                .startsWith("f.yaml:7:1: must be YAML");
    }

    @Test
    void keepsTheTextOfEachDocument() {
        DocumentStream stream = read("# head\r\na:   1 # why\r\n---\r\nb: 2");

        assertThat(stream.documents()).map(Document::text).containsExactly("# head\r\na:   1 # why\r\n", "b: 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1\\nb:\\n\\tc: 1          | f.yaml:3:1: must not be indented with a tab; indent with spaces",
                "a: 1\\na: 2                  | f.yaml:2:1: a: must be written once, was written at 1:1 already; remove one of them",
                "x: {a: [{b: 1, b: 2}]}       | f.yaml:1:16: x.a[0].b: must be written once, was written at 1:10 already; remove one of them",
                "a: *b                        | f.yaml:1:4: *b must have its anchor before it, had none",
                "a: &b [*b]                   | f.yaml:1:8: *b must have its anchor before it, had none",
                "a: !!binary aGk=             | f.yaml:1:4: must be text, was !!binary; write the base64 as text",
                "a: .nan                      | f.yaml:1:4: must be a value that JSON has too, was .nan",
                "a: !!int x                   | f.yaml:1:4: must be a value that JSON has too, was x",
                "a: \"\\\\uD800\"             | f.yaml:1:4: must be text, was half of a surrogate pair; write the character itself",
                "~: 1                         | f.yaml:1:1: a key must be text, was null; put it in quotes",
                "[a]: 1                       | f.yaml:1:1: a key must be text, was a list, a mapping or an alias",
                "%YAML 1.2\\n---\\na: 1       | f.yaml:1:1: must have no directives: kubectl reads none; remove the line with the %",
                "--- a: 1                     | f.yaml:1:5: must be nothing but a comment behind ---, was a: 1; begin the document on the next line",
                "a: 1\\n...\\nb: 2            | f.yaml:3:1: must be one document, had more behind its end; separate documents with a line of ---",
                "b: 1\\n<<: {b: 2}            | f.yaml:2:1: << must stand before b: readers of YAML disagree on which of the two wins; move it to the top of its mapping",
                "<<: 5                        | f.yaml:1:1: << must take over a mapping or a list of mappings",
                "a: \\u0007                   | f.yaml:1:4: must be text, had the control character U+0007; remove it, or write an escape in double quotes",
            })
    void tellsWhatIsWrong(String yaml, String fault) {
        String text = yaml.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\u0007", "\u0007")
                .replace("\\\\", "\\");

        assertThat(read(text).faults()).map(Fault::toString).containsExactly(fault);
    }

    @Test
    void mergesMappings() {
        JsonNode content = only("""
                        one: &one {a: 1, b: 1}
                        two: &two {b: 2, c: 2}
                        both: {<<: [*one, *two], a: 3}
                        """).content();

        assertThat(content.path("both")).hasToString("{\"a\":3,\"b\":1,\"c\":2}");
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1) + ", ";
            yaml.append("a%d: &a%d [%sx]%n".formatted(i, i, before.repeat(10)));
        }

        assertThat(read(yaml.toString()).faults())
                .map(Fault::toString)
                .singleElement()
                .asString()
                .contains("aliases must stand for at most 20000 values");
    }

    @Test
    void refusesDepthInAllItsForms() {
        String flow = "a: " + "[".repeat(5000) + "]".repeat(5000);
        String json = "{\"a\": " + "[".repeat(900) + "]".repeat(900) + "}";
        StringBuilder aliases = new StringBuilder("a0: &a0 " + "[".repeat(90) + "]".repeat(90) + "\n");
        aliases.append("a1: ").append("[".repeat(50)).append("*a0").append("]".repeat(50));

        assertThat(List.of(flow, json, aliases.toString()))
                .allSatisfy(text -> assertThat(read(text).faults())
                        .map(Fault::toString)
                        .singleElement()
                        .asString()
                        .contains("must be nested at most 100 deep"));
    }

    @Test
    void tellsWhereBytesAreNoText() {
        byte[] latin1 = "a: 1\nb: caf\u00e9 x".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(DocumentReader.read("f.yaml", latin1).faults())
                .map(Fault::toString)
                .containsExactly("f.yaml:2:7: must be UTF-8, had the byte 0xe9; save the file as UTF-8");
    }

    @Test
    void readsJsonWithTabsOneAfterTheOther() {
        DocumentStream stream = read("{\n\t\"a\": \"\\ud83d\\ude00\\/\"\n}\n{\"b\": 5.0}");

        assertThat(stream.documents())
                .map(Document::text)
                .containsExactly("{\n\t\"a\": \"\\ud83d\\ude00\\/\"\n}", "{\"b\": 5.0}");
        assertThat(stream.documents())
                .map(Document::content)
                .map(JsonNode::toString)
                .containsExactly("{\"a\":\"\uD83D\uDE00/\"}", "{\"b\":5}");
        assertThat(stream.documents().getFirst().place().nearest("a")).hasToString("2:2");
    }

    @Test
    void takesTheByteOrderMarkForNothing() {
        assertThat(only("\uFEFFa: 1").content()).hasToString("{\"a\":1}");
    }

    @Test
    void neverThrows() {
        Random random = new Random(7);
        String alphabet = "ab:- \n\t#{}[],&*!|>'\"%@`?\\x0~<.\u0085\uFEFF\uD83D\u0000é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(at -> text.append(alphabet.charAt(at)));
            DocumentStream stream = read(text.toString());
            assertThat(stream.faults())
                    .allSatisfy(fault -> assertThat(fault.position().line()).isPositive());
        }
    }

    private static Document only(String text) {
        DocumentStream stream = read(text);
        assertThat(stream.faults()).isEmpty();
        assertThat(stream.documents()).hasSize(1);
        return stream.documents().getFirst();
    }

    private static DocumentStream read(String text) {
        return DocumentReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
