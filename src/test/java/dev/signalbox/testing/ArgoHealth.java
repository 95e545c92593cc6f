package dev.signalbox.testing;

import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Argo CD would say of a resource, by the script that is shipped for it. Argo CD runs Lua 5.1 with the resource in
 * {@code obj}, and takes the table that the script returns.
 *
 * @param lua the interpreter
 */
public record ArgoHealth(Path lua) {
    public static final Path SCRIPT = Path.of("manifests/argocd/health.lua");

    /**
     * What was said.
     *
     * @param status {@code Healthy}, {@code Progressing}, {@code Degraded} or {@code Suspended}
     * @param message for people
     */
    public record Health(String status, String message) {}

    /** The interpreter of this machine; where there is none the test is aborted with the reason (under {@code CI=true} it fails). */
    public static ArgoHealth required() {
        return Executables.onPath("lua5.1")
                .map(ArgoHealth::new)
                .orElseThrow(() ->
                        Missing.prerequisite("lua5.1 is not on the PATH; e2e/tools/find lua5.1 says how to get it"));
    }

    /** @param resource as JSON has it: maps, lists, text, numbers, booleans and null */
    public Health of(Map<String, ?> resource) {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            Path program = directory.write(
                    "health.lua",
                    "obj = " + literal(resource) + "\nlocal health = (function()\n" + Files.readString(SCRIPT)
                            + "\nend)()\nio.write(health.status, '\\n', health.message)\n");
            ProgramRun run = ProgramRun.of(List.of(lua.toString(), program.toString()));
            if (run.exitCode() != 0) {
                throw new AssertionError(run.output());
            }
            String[] said = run.output().split("\n", 2);
            return new Health(said[0], said[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literal(Object value) {
        return switch (value) {
            case null -> "nil";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> "[" + literal(entry.getKey()) + "]=" + literal(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(ArgoHealth::literal).collect(Collectors.joining(",", "{", "}"));
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> "\"" + escaped(value.toString()) + "\"";
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
