package dev.signalbox.model;

import java.util.Locale;

/** How an alert reaches people: a page wakes somebody, a ticket waits for working hours. */
public enum Severity {
    PAGE,
    TICKET;

    /** The value of the label {@code signalbox_severity}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
