package dev.signalbox.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.promql.ParseResult.Parsed;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Reads what a test knows to be valid. */
final class Promqls {
    private Promqls() {}

    static Expr parse(String text) {
        return assertThat(PromqlParser.parse(text))
                .asInstanceOf(InstanceOfAssertFactories.type(Parsed.class))
                .actual()
                .expr();
    }
}
