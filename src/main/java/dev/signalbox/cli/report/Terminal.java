package dev.signalbox.cli.report;

import dev.signalbox.report.text.Style;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The terminal that a report is printed on, if any. */
public final class Terminal {
    private static final int USUAL_WIDTH = 100;
    private static final int LEAST_WIDTH = 40;
    private static final int WIDEST = 400;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private Terminal() {}

    /**
     * How to print on it: coloured only on a terminal and where NO_COLOR (no-color.org) is not set; as wide as COLUMNS or
     * the terminal says.
     */
    public static Style style(Map<String, String> environment) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        boolean colour = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        int width = number(environment.getOrDefault("COLUMNS", ""))
                .or(() -> terminal ? askedWidth() : Optional.empty())
                .orElse(USUAL_WIDTH);
        return new Style(Math.clamp(width, LEAST_WIDTH, WIDEST), colour);
    }

    private static Optional<Integer> askedWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Scanner words = new Scanner(stty.inputReader())) {
                Optional<Integer> width = words.hasNext() && words.next() != null && words.hasNext()
                        ? number(words.next())
                        : Optional.empty();
                stty.waitFor(1, TimeUnit.SECONDS);
                return width.filter(known -> known > 0);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
