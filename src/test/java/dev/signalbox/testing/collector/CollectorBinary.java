package dev.signalbox.testing.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.signalbox.testing.GoProgram;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The OpenTelemetry collector of {@code e2e/collector}.
 *
 * @param executable where it is
 */
public record CollectorBinary(Path executable) {
    /** As gateways are started; of no consequence to others. */
    private static final String FEATURE_GATES = "--feature-gates=processor.tailsamplingprocessor.recordpolicy";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** The one of this source tree; see {@link GoProgram#required}. */
    public static CollectorBinary required() {
        return new CollectorBinary(GoProgram.required("e2e/collector"));
    }

    /** The types of its components, by the section of a configuration that they stand in; without deprecated names. */
    public Map<String, Set<String>> components() {
        ProgramRun run = ProgramRun.of(List.of(executable.toString(), "components"));
        Map<String, Set<String>> components = new HashMap<>();
        for (String section : List.of("receivers", "processors", "exporters", "connectors", "extensions")) {
            Set<String> types = new HashSet<>();
            read(run.output())
                    .path(section)
                    .forEach(component -> types.add(component.path("name").asText()));
            components.put(section, types);
        }
        return components;
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks the collector what it thinks of a configuration, without starting it. Tail policies it looks at when it starts
     * only.
     *
     * @param environment variables that the configuration refers to
     */
    public ProgramRun validate(List<Path> configs, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(executable.toString());
        command.add("validate");
        command.addAll(arguments(configs));
        command.addAll(List.of(options));
        return ProgramRun.of(command);
    }

    List<String> run(List<Path> configs) {
        return Stream.concat(Stream.of(executable.toString(), FEATURE_GATES), arguments(configs).stream())
                .toList();
    }

    private static List<String> arguments(List<Path> configs) {
        return configs.stream().map(config -> "--config=" + config).toList();
    }
}
