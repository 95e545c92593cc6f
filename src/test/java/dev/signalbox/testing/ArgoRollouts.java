package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** What Argo Rollouts makes of an AnalysisTemplate, by its own code. */
public final class ArgoRollouts {
    private ArgoRollouts() {}

    /**
     * What one question of a template's metric came to.
     *
     * @param phase Successful, Failed, Inconclusive or Error
     * @param values that the server answered
     */
    public record Measurement(String phase, List<Double> values) {
        private static Measurement of(String printed) {
            String[] parts = printed.strip().split("[ \\[\\],]+");
            return new Measurement(
                    parts[0], Stream.of(parts).skip(1).map(Double::valueOf).toList());
        }
    }

    /**
     * One measurement of the template's first metric.
     *
     * @param template one that the controller takes, with a server that can be asked
     */
    public static Measurement measured(JsonNode template) {
        ProgramRun run = ProgramRun.reading(
                template.toString(), List.of(GoProgram.required("e2e/canaries").toString()));
        if (run.exitCode() != 0) {
            throw new AssertionError("Argo Rollouts refuses the template: " + template);
        }
        return Measurement.of(run.output());
    }
}
