package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
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
        ProgramRun run = ProgramRun.reading(
                objects.stream().map(object -> object.toString() + "\n").collect(Collectors.joining()),
                Stream.concat(Stream.of(GoProgram.required("e2e/alert-routes").toString()), options.stream())
                        .toList());
        if (run.exitCode() != 0) {
            throw new AssertionError("the prometheus-operator refuses the objects");
        }
        return run.output();
    }
}
