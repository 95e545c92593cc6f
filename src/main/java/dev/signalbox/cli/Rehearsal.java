package dev.signalbox.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs commands one after the other and forgets what they print. The launcher does this once after a build, under a JVM
 * that writes down which classes were needed (JEP 514), so that later starts find them ready.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** @param args a file with one command per line, words separated by single spaces */
    public static void main(String[] args) throws Exception {
        List<String> commands = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8);
        for (String command : commands) {
            PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            String[] words = command.split(" ", -1);
            Signalbox.commandLine(words).setOut(nowhere).setErr(nowhere).execute(words);
        }
        System.exit(0); // as the tool ends, which needs classes as well
    }
}
