package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the prometheus-operator makes of AlertmanagerConfig objects, by its own code. */
public final class ConvertedRoutes {
    private ConvertedRoutes() {}

    /**
     * An {@code alertmanager.yml}.
     *
     * @param options of {@code e2e/alert-routes}: {@code -strategy=None}
     */
    public static String of(List<JsonNode> objects, List<String> options) {
        String program = GoProgram.required("e2e/alert-routes").toString();
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of(program), options.stream()).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream()
                    .write(objects.stream()
                            .map(object -> object.toString() + "\n")
                            .collect(Collectors.joining())
                            .getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("the prometheus-operator refuses the objects");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
