package dev.signalbox.operator.access;

import dev.signalbox.backend.http.Access;

/** What is known of how a backend is spoken to. */
public sealed interface Known {

    /** It can be spoken to. */
    record Open(Access access) implements Known {}

    /** @param why it can't; for people, names the Secret, and has nothing of its content */
    record Closed(String why) implements Known {}
}
