package dev.signalbox.controlplane;

/** A control plane did not come up. The message is for people and says what to do; it needs no stack trace. */
public final class ControlPlaneException extends RuntimeException {
    public ControlPlaneException(String message) {
        super(message);
    }

    public ControlPlaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
