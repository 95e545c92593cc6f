package dev.signalbox.promql;

/**
 * Cuts a text into tokens, each only when asked for, so that the parser meets faults in the order Prometheus reports
 * them.
 *
 * <p>What a character means depends on where it stands: between braces words are plain names, and between brackets only
 * durations may be written. Numbers are cut out loosely; {@link Numbers} and {@link Durations} decide what they are.
 */
final class Lexer {
    private static final int END = -1;

    private final String input;
    private int pos;
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
    }

    /** The next token; the last one is {@link TokenType#END}, again and again. */
    Token next() {
        if (!beforeDuration) {
            skipSpaceAndComments();
        } else {
            skipSpace();
        }
        start = pos;
        if (beforeDuration) {
            return beforeDuration();
        }
        return inBraces ? insideBraces() : plain();
    }

    private Token plain() {
        int c = read();
        return switch (c) {
            case END -> end();
            case ',' -> token(TokenType.COMMA);
            case '*' -> token(TokenType.MULTIPLY);
            case '/' -> token(TokenType.DIVIDE);
            case '%' -> token(TokenType.MODULO);
            case '+' -> token(TokenType.ADD);
            case '-' -> token(TokenType.SUBTRACT);
            case '^' -> token(TokenType.POWER);
            case '@' -> token(TokenType.AT);
            case '=', '!', '<', '>' -> comparison(c);
            case '"', '\'' -> string((char) c);
            case '`' -> rawString();
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
        int second = peek();
        if (second == '=') {
            pos++;
            return token(
                    switch (c) {
                        case '=' -> TokenType.EQUAL;
                        case '!' -> TokenType.NOT_EQUAL;
                        case '<' -> TokenType.LESS_OR_EQUAL;
                        default -> TokenType.GREATER_OR_EQUAL;
                    });
        }
        if (second == '/' && (c == '<' || c == '>')) {
            pos++;
            return token(c == '<' ? TokenType.TRIM_UPPER : TokenType.TRIM_LOWER);
        }
        if (c == '!' || c == '=' && second == '~') {
            throw fault("regular expressions match labels only, between { and }");
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
            start = pos;
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
        int c = read();
        return switch (c) {
            case END -> end();
            case ',' -> token(TokenType.COMMA);
            case '"', '\'' -> string((char) c);
            case '`' -> rawString();
            case '=' -> token(skip('~') ? TokenType.MATCHES : TokenType.ASSIGN);
            case '!' -> {
                if (skip('~')) {
                    yield token(TokenType.NOT_MATCHES);
                }
                if (skip('=')) {
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
                skipName(false);
                yield token(TokenType.IDENTIFIER);
            }
        };
    }

    private Token beforeDuration() {
        int c = read();
        return switch (c) {
            case END -> end();
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
            start = pos;
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
        if (Names.isLetter(input.charAt(start))) {
            while (Names.isLetter(peek())) {
                pos++;
            }
            TokenType type = TokenType.ofWord(input.substring(start, pos)).orElse(TokenType.IDENTIFIER);
            switch (type) {
                case STEP, RANGE, MAX_OF, MIN_OF -> {
                    return token(type);
                }
                default -> pos = start + 1;
            }
        }
        throw unexpectedCharacter();
    }

    private Token word() {
        skipName(true);
        String text = input.substring(start, pos);
        TokenType type = TokenType.ofWord(text)
                .orElseGet(() -> text.indexOf(':') < 0 ? TokenType.IDENTIFIER : TokenType.METRIC_IDENTIFIER);
        return switch (type) {
            // New words, that old queries may use as names.
            case FILL, FILL_LEFT, FILL_RIGHT -> token(isParenNext() ? type : TokenType.IDENTIFIER);
            default -> token(type);
        };
    }

    private boolean isParenNext() {
        int i = pos;
        while (i < input.length() && isSpace(input.charAt(i))) {
            i++;
        }
        return i < input.length() && input.charAt(i) == '(';
    }

    private void skipName(boolean colons) {
        while (isNameChar(peek()) || colons && peek() == ':') {
            pos++;
        }
    }

    private Token numberOrDuration() {
        pos = start;
        NumberScan scan = new NumberScan(input, start);
        boolean number = scan.number();
        boolean duration = !number && scan.duration();
        pos = scan.end();
        if (!number && !duration) {
            throw fault("not a number or duration: " + input.substring(start, Math.min(pos + 1, input.length())));
        }
        return token(number ? TokenType.NUMBER : TokenType.DURATION);
    }

    private boolean startsNumber(int c) {
        return Names.isDigit(c) || c == '.' && Names.isDigit(peek());
    }

    private Token string(char quote) {
        while (true) {
            int c = read();
            if (c == quote) {
                return token(TokenType.STRING);
            }
            switch (c) {
                case END, '\n' -> throw fault("missing closing " + quote);
                case '\\' -> escape(quote);
                default -> requireUtf8(c);
            }
        }
    }

    private Token rawString() {
        while (true) {
            int c = read();
            switch (c) {
                case '`' -> {
                    return token(TokenType.STRING);
                }
                case END -> throw fault("missing closing `");
                default -> requireUtf8(c);
            }
        }
    }

    /** Prometheus takes the replacement character itself for a sign of broken text. */
    private void requireUtf8(int c) {
        boolean pair = Character.isHighSurrogate((char) c) && Character.isLowSurrogate((char) peek());
        if (pair) {
            pos++;
        } else if (Character.isSurrogate((char) c) || c == '\uFFFD') {
            throw fault("text is not UTF-8");
        }
    }

    private void escape(char quote) {
        int c = read();
        switch (c) {
            case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> {}
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                pos--;
                digits(3, 8, 0xFF);
            }
            case 'x' -> digits(2, 16, 0xFF);
            case 'u' -> digits(4, 16, Character.MAX_CODE_POINT);
            case 'U' -> digits(8, 16, Character.MAX_CODE_POINT);
            default -> {
                if (c != quote) {
                    throw fault("no such escape in a text: \\" + (c == END ? "" : (char) c));
                }
            }
        }
    }

    private void digits(int count, int radix, int max) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int c = read();
            int digit = c == END || c > 'f' ? -1 : Character.digit(c, radix);
            if (digit < 0) {
                throw fault("escape needs " + count + " digits");
            }
            value = value * radix + digit;
        }
        if (value > max || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            throw fault("escape is no character");
        }
    }

    private void skipSpaceAndComments() {
        skipSpace();
        while (peek() == '#') {
            while (peek() != END && peek() != '\n' && peek() != '\r') {
                pos++;
            }
            skipSpace();
        }
    }

    private void skipSpace() {
        while (pos < input.length() && isSpace(input.charAt(pos))) {
            pos++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isNameChar(int c) {
        return Names.isLetter(c) || Names.isDigit(c);
    }

    private int read() {
        return pos < input.length() ? input.charAt(pos++) : END;
    }

    private int peek() {
        return pos < input.length() ? input.charAt(pos) : END;
    }

    private boolean skip(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            pos++;
        }
        return found;
    }

    private Token token(TokenType type) {
        return new Token(type, start, input.substring(start, pos));
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
