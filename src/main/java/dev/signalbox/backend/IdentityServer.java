package dev.signalbox.backend;

import java.util.Map;

/** A server that tells what it is. */
public interface IdentityServer {
    Answer<ServerIdentity> identity();

    /** Its command line flags, without the dashes; only Prometheus and Thanos' parts have the page. */
    Answer<Map<String, String>> flags();
}
