package dev.signalbox.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.MonitoredShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The chart's dashboard is the one that a stack brings. {@code -Dgolden.update=true} rewrites it. */
class ChartDashboardTest {
    private static final Path SHIPPED = Path.of("helm-chart/monitoring/dashboard.json");
    private static final String STACK = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityStack
            metadata: {name: default}
            spec: {metrics: {queryUrl: "http://prometheus:9090"}, dashboards: {target: None}}
            """;

    @Test
    void itIsTheOneOfTheOperator() throws IOException {
        String dashboard = MonitoredShop.of(STACK).dashboards().stream()
                        .filter(one -> one.path("uid").asText().equals("signalbox-operator"))
                        .map(JsonNode::toPrettyString)
                        .findFirst()
                        .orElseThrow()
                + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(SHIPPED, dashboard);
        }
        assertThat(SHIPPED).hasContent(dashboard);
    }
}
