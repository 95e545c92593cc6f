package dev.signalbox.promql;

import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.LabelMatcher.Op;
import dev.signalbox.promql.Re2Syntax.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code name{label="value", …}}. */
final class SelectorParser {
    private static final String CONTEXT = "between { and }";

    private final TokenStream tokens;
    private final Spans spans;

    SelectorParser(TokenStream tokens, Spans spans) {
        this.tokens = tokens;
        this.spans = spans;
    }

    /** Reads the braces, if there are any, after a name. */
    VectorSelector afterName(Token name) {
        List<LabelMatcher> matchers = tokens.peekType() == TokenType.LEFT_BRACE ? braces() : List.of();
        VectorSelector selector = new VectorSelector(Optional.of(name.text()), matchers, Modifiers.NONE);
        spans.put(selector, name.start(), tokens.lastEnd());
        if (selector.name().isEmpty()) {
            // Prometheus reports this mistake only once the whole text is read, and so does TypeCheck.
            spans.put(selector, spans.of(selector).withNamedTwice());
        }
        return selector;
    }

    /** Reads a selector that begins with its braces. */
    VectorSelector withoutName() {
        int start = tokens.peek().start();
        return spans.put(new VectorSelector(Optional.empty(), braces(), Modifiers.NONE), start, tokens.lastEnd());
    }

    private List<LabelMatcher> braces() {
        tokens.take();
        List<LabelMatcher> matchers = new ArrayList<>();
        while (tokens.peekType() != TokenType.RIGHT_BRACE) {
            matchers.add(matcher());
            if (tokens.peekType() != TokenType.RIGHT_BRACE && !tokens.skip(TokenType.COMMA)) {
                throw tokens.unexpected(CONTEXT + ", expected , or }");
            }
        }
        tokens.take();
        return matchers;
    }

    private LabelMatcher matcher() {
        Token label = tokens.peek();
        switch (label.type()) {
            case IDENTIFIER -> {
                tokens.take();
                return matcher(
                        label,
                        label.text(),
                        op().orElseThrow(() -> tokens.unexpected(CONTEXT + ", expected =, !=, =~ or !~")));
            }
            case STRING -> {
                tokens.take();
                String name = Quoting.unquote(label.text());
                Optional<Op> op = op();
                return op.isPresent()
                        ? matcher(label, name, op.get())
                        : LabelMatcher.equal(LabelMatcher.METRIC_NAME, name);
            }
            default -> throw tokens.unexpected(CONTEXT + ", expected a label");
        }
    }

    private LabelMatcher matcher(Token label, String name, Op op) {
        if (tokens.peekType() != TokenType.STRING) {
            throw tokens.unexpected(CONTEXT + ", expected a text in quotes");
        }
        String value = Quoting.unquote(tokens.take().text());
        if (op.isRegex() && Re2Syntax.check(value) instanceof Invalid(String message)) {
            throw new SyntaxFault(label.start(), "regular expression of " + name + ": " + message);
        }
        return new LabelMatcher(name, op, value);
    }

    private Optional<Op> op() {
        Optional<Op> op =
                switch (tokens.peekType()) {
                    case ASSIGN -> Optional.of(Op.EQUAL);
                    case NOT_EQUAL -> Optional.of(Op.NOT_EQUAL);
                    case MATCHES -> Optional.of(Op.MATCHES);
                    case NOT_MATCHES -> Optional.of(Op.NOT_MATCHES);
                    default -> Optional.empty();
                };
        op.ifPresent(found -> tokens.take());
        return op;
    }
}
