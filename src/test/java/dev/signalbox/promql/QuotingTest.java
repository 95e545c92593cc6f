package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.Expr.StringLiteral;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"a\\\"b\"|a\"b",
                "'a\\'b'|a'b",
                "`a\\n`|a\\n",
                "\"\\x41\\102\\u0043\\U00000044\"|ABCD",
                "\"\\xc3\\xa9\"|é",
                "\"\\U0001F600\"|😀"
            })
    void readsAllForms(String literal, String value) {
        assertThat(Quoting.unquote(literal)).isEqualTo(value);
    }

    @Test
    void bytesOutsideOfUtf8AreKept() {
        String value = Quoting.unquote("\"a\\xff\\xe2\\x82b\"");

        assertThat(value).isEqualTo("a\udcff\udce2\udc82b");
        assertThat(Quoting.isUtf8(value)).isFalse();
        assertThat(Quoting.quote(value)).isEqualTo("\"a\\xff\\xe2\\x82b\"");
    }

    @Test
    void anyTextIsReadAsItWasPrinted() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(20), 0, 0x3000)
                    .map(c -> random.nextInt(10) == 0 ? 0x10000 + c : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(Promqls.parse(Quoting.quote(text))).isEqualTo(new StringLiteral(text));
        }
    }
}
