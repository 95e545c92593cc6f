package dev.signalbox.backend;

/**
 * What came of asking a server. That it can't be asked is to be expected, and changes nothing that works.
 *
 * @param <T> what it says
 */
public sealed interface Answer<T> {

    /** @param value as the server gave it */
    record Given<T>(T value) implements Answer<T> {}

    /** @param why for people; names the server */
    record Unavailable<T>(String why) implements Answer<T> {}
}
