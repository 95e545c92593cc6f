package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Missing;
import dev.signalbox.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every dashboard fits the types that Grafana publishes, down to the options of each kind of panel. */
class DashboardTypesIT {
    private static final String DIRECTORY = "e2e/dashboards";
    private static final int NO_NPM = 3;

    @Test
    void grafanasTypesTakeAllDashboards(@TempDir Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        for (RenderedDashboards input : RenderedDashboards.all()) {
            for (RenderedDashboards.Rendered dashboard : input.dashboards()) {
                Path file = directory.resolve(input.input() + "-" + dashboard.uid() + ".json");
                files.add(Files.writeString(file, dashboard.board().dashboard().json())
                        .toString());
            }
        }

        ProgramRun check = check(files);

        assertThat(check.output()).contains(files.size() + " dashboards, 0 faults");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void grafanasTypesRefuseWhatGrafanaDoesNotKnow(@TempDir Path directory) throws IOException {
        String good = RenderedDashboards.all()
                .getFirst()
                .dashboards()
                .getFirst()
                .board()
                .dashboard()
                .json();
        List<String> files = List.of(
                Files.writeString(
                                directory.resolve("colour.json"),
                                good.replace("\"mode\" : \"fixed\"", "\"mode\" : \"fix\""))
                        .toString(),
                Files.writeString(
                                directory.resolve("option.json"),
                                good.replace("\"graphMode\" : \"none\"", "\"graphMode\" : \"no\""))
                        .toString());

        ProgramRun check = check(files);

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output()).contains("colour.json: ").contains("option.json: ");
    }

    private static ProgramRun check(List<String> files) {
        ProgramRun build = ProgramRun.withProgress(List.of(DIRECTORY + "/build"));
        if (build.exitCode() == NO_NPM) {
            throw Missing.prerequisite("npm is not on the PATH and Grafana's types are not installed: " + DIRECTORY);
        }
        assertThat(build.exitCode()).as(DIRECTORY + "/build").isZero();
        List<String> command = new ArrayList<>(List.of("node", DIRECTORY + "/check.mjs"));
        command.add(build.output().strip() + "/node_modules");
        command.addAll(files);
        return ProgramRun.of(command);
    }
}
