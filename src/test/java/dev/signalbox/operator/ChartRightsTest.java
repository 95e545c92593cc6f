package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart grants what the manifests grant, with which the operator is tested. */
class ChartRightsTest {
    private static final Path MANIFESTS = Path.of("manifests");
    private static final Path TEMPLATES = Path.of("helm-chart/templates");

    @Test
    void everyRoleIsTheSame() throws IOException {
        Map<String, List<PolicyRule>> granted = roles(MANIFESTS);

        assertThat(granted).hasSizeGreaterThan(6);
        assertThat(roles(TEMPLATES)).isEqualTo(granted);
    }

    private static Map<String, List<PolicyRule>> roles(Path directory) throws IOException {
        Map<String, List<PolicyRule>> roles = new TreeMap<>();
        for (Path file : files(directory)) {
            for (String document : withoutTemplates(Files.readAllLines(file)).split("(?m)^---$")) {
                if (document.contains("kind: ClusterRole\n")) {
                    ClusterRole role = Serialization.unmarshal(document, ClusterRole.class);
                    roles.put(role.getMetadata().getName(), role.getRules());
                }
            }
        }
        return roles;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("rbac"))
                    .sorted()
                    .toList();
        }
    }

    private static String withoutTemplates(List<String> lines) {
        return lines.stream().filter(line -> !line.contains("{{")).collect(Collectors.joining("\n", "", "\n"));
    }
}
