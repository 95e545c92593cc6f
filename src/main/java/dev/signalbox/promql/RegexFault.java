package dev.signalbox.promql;

/** Ends the reading of a regular expression; never leaves this package. */
final class RegexFault extends RuntimeException {
    RegexFault(String message) {
        super(message, null, false, false);
    }
}
