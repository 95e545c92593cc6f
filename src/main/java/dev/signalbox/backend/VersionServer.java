package dev.signalbox.backend;

/** A server that tells its version. */
public interface VersionServer {
    /** {@code 2.42.0}; empty where the server is not Prometheus but speaks like it, and counts its versions otherwise. */
    Answer<String> version();
}
