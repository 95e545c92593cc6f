package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code render} makes of a stack's wishes for the output. */
class RenderForStackTest {
    private static final String SLO = """
            ---
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: availability, namespace: %s}
            spec:
              service: checkout
              objective: 99.9
              sli: {ratio: {errors: 'requests_total{code="500"}', total: requests_total}}
            """;

    @Test
    void refusesTwoSlosThatAreOneToSloth() {
        String stack = stack("compatibility: Sloth");

        CommandRun both = CommandRun.withInput(stack + SLO.formatted("shop") + SLO.formatted("test"), "render", "-");

        assertThat(both.exitCode()).isOne();
        assertThat(both.out()).isEmpty();
        assertThat(both.err().lines())
                .containsExactly(
                        "stdin:8:12: metadata.name: must give a sloth_id of its own while the stack asks for "
                                + "compatibility with Sloth, was \"checkout-availability\", which SLO "
                                + "test/availability has as well; rename one of the two, or write "
                                + "spec.metrics.rules.compatibility: None in the stack",
                        "stdin:16:12: metadata.name: must give a sloth_id of its own while the stack asks for "
                                + "compatibility with Sloth, was \"checkout-availability\", which SLO "
                                + "shop/availability has as well; rename one of the two, or write "
                                + "spec.metrics.rules.compatibility: None in the stack");
        assertThat(CommandRun.withInput(stack + SLO.formatted("shop"), "render", "-")
                        .exitCode())
                .isZero();
        assertThat(CommandRun.withInput(SLO.formatted("shop") + SLO.formatted("test"), "render", "-")
                        .exitCode())
                .isZero();
    }

    @Test
    void writesVmRulesOnlyForWhatEvaluatesAsPrometheusDoes() {
        CommandRun thanos = CommandRun.withInput(stack("format: VMRule") + SLO.formatted("shop"), "render", "-");
        CommandRun victoria = CommandRun.withInput(
                stack("format: VMRule").replace("{metrics: {", "{metrics: {type: VictoriaMetrics, ")
                        + SLO.formatted("shop"),
                "render",
                "-");

        assertThat(thanos.out()).startsWith("---\napiVersion: operator.victoriametrics.com/v1beta1\nkind: VMRule\n");
        assertThat(victoria.exitCode()).isOne();
        assertThat(victoria.out()).isEmpty();
        assertThat(victoria.err()).contains("increase()", "VMRule is for a vmalert that asks Prometheus");
    }

    private static String stack(String rules) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec: {metrics: {rules: {%s}}}
                """.formatted(rules);
    }
}
