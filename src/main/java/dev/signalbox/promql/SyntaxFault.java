package dev.signalbox.promql;

/** Ends a parse at its first fault; {@link PromqlParser} turns it into a value, it never leaves this package. */
final class SyntaxFault extends RuntimeException {
    private final int offset;

    SyntaxFault(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** The same fault elsewhere. */
    SyntaxFault at(int otherOffset) {
        return new SyntaxFault(otherOffset, getMessage());
    }

    int offset() {
        return offset;
    }
}
