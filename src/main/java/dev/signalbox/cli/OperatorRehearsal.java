package dev.signalbox.cli;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;

/**
 * Boots the operator as far as it goes without a cluster, and ends: see {@link Rehearsal}. It is no
 * {@code QuarkusApplication}: where a program has one, the extension leaves starting the operator to it.
 */
public final class OperatorRehearsal {
    private static final long PAUSE_MILLIS = 50;

    private OperatorRehearsal() {}

    public static void main(String[] args) {
        System.setProperty("quarkus.operator-sdk.start-operator", "false");
        System.setProperty("quarkus.management.port", "0");
        System.setProperty("signalbox.strategies.port", "0");
        System.setProperty("signalbox.report.port", "0");
        System.setProperty("kubernetes.master", "http://127.0.0.1:1");
        System.setProperty("quarkus.kubernetes-client.request-retry-backoff-limit", "0");
        Thread.ofPlatform().daemon().start(OperatorRehearsal::endOnceStarted);
        Quarkus.run();
    }

    private static void endOnceStarted() {
        try {
            while (Application.currentApplication() == null
                    || !Application.currentApplication().isStarted()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            Quarkus.asyncExit(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
