package dev.signalbox.testing.collector;

import dev.signalbox.testing.GoProgram;
import dev.signalbox.testing.ProgramRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The OpenTelemetry collector of {@code e2e/collector}.
 *
 * @param executable where it is
 */
public record CollectorBinary(Path executable) {
    /** The one of this source tree; see {@link GoProgram#required}. */
    public static CollectorBinary required() {
        return new CollectorBinary(GoProgram.required("e2e/collector"));
    }

    /**
     * Asks the collector what it thinks of a configuration, without starting it: types and fields, not conditions and
     * patterns.
     *
     * @param environment variables that the configuration refers to
     */
    public ProgramRun validate(List<Path> configs, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(executable.toString());
        command.add("validate");
        command.addAll(arguments(configs));
        return ProgramRun.of(command);
    }

    List<String> run(List<Path> configs) {
        return Stream.concat(Stream.of(executable.toString()), arguments(configs).stream())
                .toList();
    }

    private static List<String> arguments(List<Path> configs) {
        return configs.stream().map(config -> "--config=file:" + config).toList();
    }
}
