package dev.signalbox.backend.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes sense of an answer while it comes.
 *
 * @param <T> what it means
 */
@FunctionalInterface
public interface Reading<T> {
    /** @throws IOException it makes none; the message continues the sentence "gave no answer that can be read" */
    T from(InputStream body) throws IOException;
}
