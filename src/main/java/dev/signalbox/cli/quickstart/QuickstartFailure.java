package dev.signalbox.cli.quickstart;

/** A step did not work. The message is for people; it needs no stack trace. */
final class QuickstartFailure extends RuntimeException {
    QuickstartFailure(String message) {
        super(message);
    }

    QuickstartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
