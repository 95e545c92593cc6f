package dev.signalbox.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Boots the operator as far as it goes without a cluster, and ends: see {@link Rehearsal}. */
public final class OperatorRehearsal implements QuarkusApplication {

    public static void main(String[] args) {
        System.setProperty("quarkus.operator-sdk.start-operator", "false");
        System.setProperty("quarkus.management.port", "0");
        System.setProperty("kubernetes.master", "http://127.0.0.1:1");
        Quarkus.run(OperatorRehearsal.class);
    }

    @Override
    public int run(String... args) {
        return 0;
    }
}
