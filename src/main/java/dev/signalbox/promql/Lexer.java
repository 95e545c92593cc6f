package dev.signalbox.promql;

/**
 * Cuts a text into tokens, each only when asked for, so that the parser meets faults in the order Prometheus reports
 * them.
 *
 * <p>What a character means depends on where it stands: between braces words are plain names, and between brackets only
 * durations may be written. Numbers are cut out loosely; {@link Numbers} and {@link Durations} decide what they are.
 */
final class Lexer {
    private final String input;
    private final Cursor cursor;
    private int start;

    private int parenDepth;
    private boolean inBraces;
    private boolean inBrackets;
    private boolean sawColon;
    private boolean sawDuration;
    /** Between an opening bracket and the first number, and after operators there: no comments yet. */
    private boolean beforeDuration;

    Lexer(String input) {
        this.input = input;
        this.cursor = new Cursor(input);
    }

    /** The next token; the last one is {@link TokenType#END}, again and again. */
    Token next() {
        cursor.skipSpace();
        while (!beforeDuration && cursor.peek() == '#') {
            cursor.skipLine();
            cursor.skipSpace();
        }
        start = cursor.pos();
        if (beforeDuration) {
            return beforeDuration();
        }
        return inBraces ? insideBraces() : plain();
    }

    private Token plain() {
        int c = cursor.read();
        return switch (c) {
            case Cursor.END -> end();
            case ',' -> token(TokenType.COMMA);
            case '*' -> token(TokenType.MULTIPLY);
            case '/' -> token(TokenType.DIVIDE);
            case '%' -> token(TokenType.MODULO);
            case '+' -> token(TokenType.ADD);
            case '-' -> token(TokenType.SUBTRACT);
            case '^' -> token(TokenType.POWER);
            case '@' -> token(TokenType.AT);
            case '=', '!', '<', '>' -> comparison(c);
            case '"', '\'', '`' -> string();
            case '(' -> open();
            case ')' -> close();
            case '{' -> {
                inBraces = true;
                yield token(TokenType.LEFT_BRACE);
            }
            case '[' -> leftBracket();
            case ']' -> rightBracket();
            default -> {
                if (startsNumber(c)) {
                    yield numberOrDuration();
                }
                if (Names.isLetter(c) || c == ':') {
                    yield inBrackets ? wordInBrackets(c) : word();
                }
                throw unexpectedCharacter();
            }
        };
    }

    private Token end() {
        if (inBraces) {
            throw fault("missing closing }");
        }
        if (beforeDuration) {
            throw fault("missing duration");
        }
        if (parenDepth != 0) {
            throw fault("missing closing )");
        }
        if (inBrackets) {
            throw fault("missing closing ]");
        }
        return token(TokenType.END);
    }

    private Token comparison(int c) {
        int second = cursor.peek();
        if (second == '=') {
            cursor.read();
            return token(
                    switch (c) {
                        case '=' -> TokenType.EQUAL;
                        case '!' -> TokenType.NOT_EQUAL;
                        case '<' -> TokenType.LESS_OR_EQUAL;
                        default -> TokenType.GREATER_OR_EQUAL;
                    });
        }
        if (second == '/' && (c == '<' || c == '>')) {
            cursor.read();
            return token(c == '<' ? TokenType.TRIM_UPPER : TokenType.TRIM_LOWER);
        }
        if (second == '~' && (c == '!' || c == '=')) {
            throw fault("regular expressions match labels only, between { and }");
        }
        if (c == '!') {
            throw fault("unexpected !");
        }
        return token(c == '=' ? TokenType.ASSIGN : c == '<' ? TokenType.LESS : TokenType.GREATER);
    }

    private Token open() {
        parenDepth++;
        return token(TokenType.LEFT_PAREN);
    }

    private Token close() {
        parenDepth--;
        if (parenDepth < 0) {
            start = cursor.pos();
            throw fault("unexpected )");
        }
        return token(TokenType.RIGHT_PAREN);
    }

    private Token leftBracket() {
        if (inBrackets) {
            throw fault("unexpected [");
        }
        sawColon = false;
        inBrackets = true;
        beforeDuration = true;
        return token(TokenType.LEFT_BRACKET);
    }

    private Token rightBracket() {
        if (!inBrackets) {
            throw fault("unexpected ]");
        }
        inBrackets = false;
        return token(TokenType.RIGHT_BRACKET);
    }

    private Token insideBraces() {
        int c = cursor.read();
        return switch (c) {
            case Cursor.END -> end();
            case ',' -> token(TokenType.COMMA);
            case '"', '\'', '`' -> string();
            case '=' -> token(cursor.skip('~') ? TokenType.MATCHES : TokenType.ASSIGN);
            case '!' -> {
                if (cursor.skip('~')) {
                    yield token(TokenType.NOT_MATCHES);
                }
                if (cursor.skip('=')) {
                    yield token(TokenType.NOT_EQUAL);
                }
                throw fault("expected != or !~");
            }
            case '}' -> {
                inBraces = false;
                yield token(TokenType.RIGHT_BRACE);
            }
            default -> {
                if (!Names.isLetter(c)) {
                    throw unexpectedCharacter();
                }
                cursor.skipWord(false);
                yield token(TokenType.IDENTIFIER);
            }
        };
    }

    private Token beforeDuration() {
        int c = cursor.read();
        return switch (c) {
            case Cursor.END -> end();
            case ']' -> {
                beforeDuration = false;
                inBrackets = false;
                sawColon = false;
                yield token(TokenType.RIGHT_BRACKET);
            }
            case ':' -> colonBeforeDuration();
            case '(' -> open();
            case ')' -> close();
            case '+' -> token(TokenType.ADD);
            case '-' -> token(TokenType.SUBTRACT);
            case '*' -> token(TokenType.MULTIPLY);
            case '/' -> token(TokenType.DIVIDE);
            case '%' -> token(TokenType.MODULO);
            case '^' -> token(TokenType.POWER);
            case ',' -> token(TokenType.COMMA);
            default -> {
                if (startsNumber(c)) {
                    beforeDuration = false;
                    sawDuration = true;
                    yield numberOrDuration();
                }
                yield durationWord();
            }
        };
    }

    private Token colonBeforeDuration() {
        if (!sawDuration || sawColon) {
            start = cursor.pos();
            throw fault("expected a duration before :");
        }
        sawColon = true;
        return token(TokenType.COLON);
    }

    private Token wordInBrackets(int c) {
        if (c != ':') {
            return durationWord();
        }
        if (sawColon) {
            throw fault("unexpected :");
        }
        sawColon = true;
        return token(TokenType.COLON);
    }

    private Token durationWord() {
        while (Names.isLetter(cursor.peek())) {
            cursor.read();
        }
        TokenType type = TokenType.ofWord(cursor.since(start)).orElse(TokenType.IDENTIFIER);
        return switch (type) {
            case STEP, RANGE, MAX_OF, MIN_OF -> token(type);
            default -> throw unexpectedCharacter();
        };
    }

    private Token word() {
        cursor.skipWord(true);
        String text = cursor.since(start);
        TokenType type = TokenType.ofWord(text)
                .orElseGet(() -> text.indexOf(':') < 0 ? TokenType.IDENTIFIER : TokenType.METRIC_IDENTIFIER);
        return switch (type) {
            // New words, that old queries may use as names.
            case FILL, FILL_LEFT, FILL_RIGHT -> token(isParenNext() ? type : TokenType.IDENTIFIER);
            default -> token(type);
        };
    }

    private boolean isParenNext() {
        int end = cursor.pos();
        cursor.skipSpace();
        boolean paren = cursor.peek() == '(';
        cursor.moveTo(end);
        return paren;
    }

    private Token numberOrDuration() {
        cursor.moveTo(start);
        NumberScan scan = new NumberScan(cursor);
        if (scan.number()) {
            return token(TokenType.NUMBER);
        }
        if (scan.duration()) {
            return token(TokenType.DURATION);
        }
        cursor.skipWord(false);
        throw fault("not a number or duration: " + cursor.since(start));
    }

    private boolean startsNumber(int c) {
        return Names.isDigit(c) || c == '.' && Names.isDigit(cursor.peek());
    }

    private Token string() {
        cursor.moveTo(start);
        new StringScan(cursor).skip();
        return token(TokenType.STRING);
    }

    private Token token(TokenType type) {
        return new Token(type, start, type.isFixed() ? type.text() : cursor.since(start));
    }

    private SyntaxFault unexpectedCharacter() {
        int c = input.codePointAt(start);
        return fault("unexpected character " + Quoting.quote(Character.toString(c))
                + (inBraces ? " between braces" : inBrackets ? " between brackets" : ""));
    }

    private SyntaxFault fault(String message) {
        return new SyntaxFault(start, message);
    }
}
