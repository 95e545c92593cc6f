package dev.signalbox.compile.slo;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.compile.Compilation;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.SloReader;
import dev.signalbox.model.Slo;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** From a file with an {@code SLO} to its rules, as without a cluster or with facts of one; anything but rules is a test's own fault. */
final class RenderedSlo {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private RenderedSlo() {}

    static PrometheusRule of(Path file) throws IOException {
        return of(file, ClusterFacts.WITHOUT_CLUSTER);
    }

    static PrometheusRule of(Path file, ClusterFacts facts) throws IOException {
        SLO slo = YAML.unmarshal(Files.readString(file), SLO.class);
        return switch (SloReader.read(slo)) {
            case Reading.Invalid<?>(var violations) -> throw new AssertionError(violations);
            case Reading.Read<Slo>(var read) ->
                switch (SloCompiler.compile(read, facts)) {
                    case Compilation.Compiled compiled ->
                        (PrometheusRule) compiled.manifests().getFirst();
                    case Compilation other -> throw new AssertionError(other);
                };
        };
    }
}
