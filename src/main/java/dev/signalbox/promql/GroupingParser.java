package dev.signalbox.promql;

import dev.signalbox.promql.VectorMatching.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of labels and what introduces them: {@code by (a, b)}, {@code on (a) group_left (b)}. */
final class GroupingParser {
    private static final String CONTEXT = "in a list of labels";

    private final TokenStream tokens;
    private final DurationParser durations;

    GroupingParser(TokenStream tokens, DurationParser durations) {
        this.tokens = tokens;
        this.durations = durations;
    }

    /** {@code by (…)} or {@code without (…)}, if it is next. */
    Optional<Grouping> grouping() {
        boolean without = tokens.peekType() == TokenType.WITHOUT;
        if (!without && tokens.peekType() != TokenType.BY) {
            return Optional.empty();
        }
        tokens.take();
        return Optional.of(new Grouping(without, labels()));
    }

    /** {@code on (…)} or {@code ignoring (…)}, if it is next, with its group. */
    Optional<VectorMatching> matching() {
        boolean on = tokens.peekType() == TokenType.ON;
        if (!on && tokens.peekType() != TokenType.IGNORING) {
            return Optional.empty();
        }
        tokens.take();
        List<String> labels = labels();
        Group group =
                switch (tokens.peekType()) {
                    case GROUP_LEFT -> Group.LEFT;
                    case GROUP_RIGHT -> Group.RIGHT;
                    default -> Group.NONE;
                };
        if (group == Group.NONE) {
            return Optional.of(new VectorMatching(on, labels, group, List.of()));
        }
        tokens.take();
        List<String> include = tokens.peekType() == TokenType.LEFT_PAREN ? labels() : List.of();
        return Optional.of(new VectorMatching(on, labels, group, include));
    }

    /** Reads {@code fill (0)} and its like; whether there was one. */
    boolean skipFill() {
        TokenType first = tokens.peekType();
        switch (first) {
            case FILL -> fillValue();
            case FILL_LEFT, FILL_RIGHT -> {
                fillValue();
                if (tokens.peekType() == (first == TokenType.FILL_LEFT ? TokenType.FILL_RIGHT : TokenType.FILL_LEFT)) {
                    fillValue();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fillValue() {
        String context = "in a fill modifier";
        tokens.take();
        tokens.expect(TokenType.LEFT_PAREN, context);
        if (durations.isSignNext()) {
            tokens.take();
        }
        if (!durations.isLiteralNext()) {
            throw tokens.unexpected(context + ", expected a number");
        }
        durations.literal();
        tokens.expect(TokenType.RIGHT_PAREN, context);
    }

    private List<String> labels() {
        tokens.expect(TokenType.LEFT_PAREN, CONTEXT);
        List<String> labels = new ArrayList<>();
        while (tokens.peekType() != TokenType.RIGHT_PAREN) {
            labels.add(label());
            if (tokens.peekType() != TokenType.RIGHT_PAREN && !tokens.skip(TokenType.COMMA)) {
                throw tokens.unexpected(CONTEXT + ", expected , or )");
            }
        }
        tokens.take();
        return labels;
    }

    private String label() {
        Token token = tokens.peek();
        if (token.type() != TokenType.STRING && !token.type().isGroupingLabel()) {
            throw tokens.unexpected(CONTEXT);
        }
        tokens.take();
        String label = token.type() == TokenType.STRING ? Quoting.unquote(token.text()) : token.text();
        if (!Names.isUtf8Name(label)) {
            throw new SyntaxFault(token.start(), "not a label: " + token.text());
        }
        return label;
    }
}
