package dev.signalbox.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final StringWriter text = new StringWriter();
    private final Report report = new Report(new PrintWriter(text));

    @Test
    void alignsWhatStepsSay() {
        report.check("rules", () -> "two\nlines");
        report.leftOut("Prometheus", "not here");
        assertThat(text.toString()).isEqualTo("""
                  ✓ rules            two
                                     lines
                  - Prometheus       not here
                """);
        assertThat(report.failures()).isZero();
    }

    @Test
    void countsFailuresAndGoesOnOnlyWhereItCan() {
        report.check("edit", () -> {
            throw new QuickstartFailure("the rule is as before");
        });
        assertThatThrownBy(() -> report.step(
                        "operator",
                        () -> {
                            throw new QuickstartFailure("it ended");
                        },
                        String::valueOf))
                .isInstanceOf(QuickstartFailure.class);
        assertThat(text.toString()).isEqualTo("""
                  ✗ edit             the rule is as before
                  ✗ operator         it ended
                """);
        assertThat(report.failures()).isEqualTo(2);
    }

    @Test
    void makesTablesOfWhatTheServerSays() {
        report.table(List.of(List.of("NAME", "READY"), List.of("apiserver", "True")));
        assertThat(text.toString()).isEqualTo("""
                  NAME        READY
                  apiserver   True
                """);
    }

    @Test
    @SuppressWarnings("try") // that it is stopped twice is what is shown
    void stopsEverythingInReverseAndSilently() {
        StringBuilder order = new StringBuilder();
        try (Teardown teardown = new Teardown(report)) {
            teardown.add(() -> order.append("first started "));
            teardown.add(() -> order.append("last started, "));
            teardown.close();
            assertThatThrownBy(() -> teardown.add(() -> order.append("late"))).isInstanceOf(QuickstartFailure.class);
            report.say("not said");
        }
        assertThat(order).hasToString("last started, first started late");
        assertThat(text.toString()).isEmpty();
    }
}
