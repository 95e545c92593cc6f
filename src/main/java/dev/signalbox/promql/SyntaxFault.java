package dev.signalbox.promql;

/** Ends a parse at its first fault; {@link PromqlParser} turns it into a value, it never leaves this package. */
final class SyntaxFault extends RuntimeException {
    private final int offset;

    SyntaxFault(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
