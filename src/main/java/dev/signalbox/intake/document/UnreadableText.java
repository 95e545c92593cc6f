package dev.signalbox.intake.document;

/** Ends the reading of one document; never leaves this package. */
final class UnreadableText extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Position position;
    private final transient String fix;

    UnreadableText(Position position, String message, String fix) {
        super(message, null, false, false);
        this.position = position;
        this.fix = fix;
    }

    Fault in(String source) {
        return Fault.ofText(source, position, getMessage(), fix);
    }
}
