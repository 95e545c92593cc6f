package dev.signalbox.cli;

import dev.signalbox.model.Violation;

/** Entry point of the command line tool. */
public final class Signalbox {
    private Signalbox() {}

    public static void main(String[] args) {
        System.out.println(new Violation("a", "b", ""));
    }
}
