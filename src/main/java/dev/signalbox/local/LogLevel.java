package dev.signalbox.local;

/** How much is logged. There is no level below DEBUG: of requests, that would write the tokens. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
}
