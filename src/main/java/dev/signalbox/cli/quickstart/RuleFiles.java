package dev.signalbox.cli.quickstart;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule files of a Prometheus, made from the {@code PrometheusRule} objects of a cluster; what prometheus-operator
 * does in a real one.
 *
 * @param directory where the files are; nothing else is in it
 */
record RuleFiles(Path directory) {

    /** Those of a directory that is created where it is missing. */
    static RuleFiles in(Path directory) {
        try {
            return new RuleFiles(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new QuickstartFailure("could not create " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Makes the files say what the objects say, and returns whether that changed any. */
    boolean write(List<PrometheusRule> rules) {
        try {
            boolean changed = false;
            for (PrometheusRule rule : rules) {
                String text = Serialization.asYaml(rule.getSpec());
                Path file = directory.resolve(fileName(rule));
                if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                    Files.writeString(file, text);
                    changed = true;
                }
            }
            Set<String> wanted = rules.stream().map(RuleFiles::fileName).collect(Collectors.toSet());
            for (Path file : files()) {
                if (!wanted.contains(file.getFileName().toString())) {
                    Files.delete(file);
                    changed = true;
                }
            }
            return changed;
        } catch (IOException e) {
            throw new QuickstartFailure("could not write the rules to " + directory + ": " + e.getMessage(), e);
        }
    }

    List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new QuickstartFailure("could not read " + directory + ": " + e.getMessage(), e);
        }
    }

    /** No name of an object has an underscore, so no two objects share a file. */
    private static String fileName(PrometheusRule rule) {
        return rule.getMetadata().getNamespace() + "_" + rule.getMetadata().getName() + ".yaml";
    }
}
