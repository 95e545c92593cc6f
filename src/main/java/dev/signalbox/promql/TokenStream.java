package dev.signalbox.promql;

/** Tokens with one of look-ahead, which is read only when needed: reading it may be a fault. */
final class TokenStream {
    private final Lexer lexer;
    private Token ahead;
    private int lastEnd;

    TokenStream(String input) {
        this.lexer = new Lexer(input);
    }

    Token peek() {
        if (ahead == null) {
            ahead = lexer.next();
        }
        return ahead;
    }

    TokenType peekType() {
        return peek().type();
    }

    Token take() {
        Token token = peek();
        ahead = null;
        lastEnd = token.end();
        return token;
    }

    /** Takes the next token if it is of the type. */
    boolean skip(TokenType type) {
        boolean found = peekType() == type;
        if (found) {
            take();
        }
        return found;
    }

    Token expect(TokenType type, String context) {
        if (peekType() != type) {
            throw unexpected(context + ", expected " + type.text());
        }
        return take();
    }

    /** Where the token taken last ends. */
    int lastEnd() {
        return lastEnd;
    }

    /** A fault at the next token. */
    SyntaxFault unexpected(String where) {
        Token token = peek();
        return new SyntaxFault(token.start(), "unexpected " + token.described() + " " + where);
    }
}
