package dev.signalbox.cli;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;

/**
 * Boots the operator as far as it goes without a cluster, and ends: see {@link Rehearsal}. It is no
 * {@code QuarkusApplication}: where a program has one, the extension leaves starting the operator to it.
 */
public final class OperatorRehearsal {
    private static final long PAUSE_MILLIS = 50;

    /** The operator waits for its API server, which never comes here. */
    private static final long PATIENCE_MILLIS = 4_000;

    private OperatorRehearsal() {}

    public static void main(String[] args) {
        System.setProperty("quarkus.management.port", "0");
        System.setProperty("signalbox.strategies.port", "0");
        System.setProperty("signalbox.report.port", "0");
        System.setProperty("kubernetes.master", "http://127.0.0.1:1");
        System.setProperty("quarkus.kubernetes-client.request-retry-backoff-limit", "0");
        Thread starting = Thread.currentThread();
        Thread.ofPlatform().daemon().start(() -> endOnceAsFarAsItGoes(starting));
        Quarkus.run();
    }

    private static void endOnceAsFarAsItGoes(Thread starting) {
        try {
            while (Application.currentApplication() == null) {
                Thread.sleep(PAUSE_MILLIS);
            }
            Thread.sleep(PATIENCE_MILLIS);
            starting.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
