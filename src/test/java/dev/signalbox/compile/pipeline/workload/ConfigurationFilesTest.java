package dev.signalbox.compile.pipeline.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFilesTest {
    private static final CollectorName GATEWAY = CollectorName.gateway(ExampleCollectors.defaults());

    /** The first ten digits that {@code printf '9:collector5:a: 1\n' | sha256sum} prints. */
    @Test
    void theNameFollowsTheImageAndTheContentOfTheBase() {
        assertThat(files("a: 1\n", "").revision().baseNames()).containsExactly("signalbox-gateway-046a9ed567");
        assertThat(files("a: 1\n", "x: 1\n").revision().hash()).isEqualTo("046a9ed567");
        assertThat(files("a: 2\n", "").revision().hash()).isNotEqualTo("046a9ed567");
        assertThat(new ConfigurationFiles(GATEWAY, "another", List.of("a: 1\n"), Optional.empty())
                        .revision()
                        .hash())
                .isNotEqualTo("046a9ed567");
    }

    @Test
    void whatOneObjectCantHoldIsInSeveralThatStandInOneDirectory() {
        ConfigurationFiles files =
                new ConfigurationFiles(GATEWAY, "collector", List.of("a: 1\n", "b: 1\n"), Optional.of("c: 1\n"));
        Revision revision = files.revision();

        assertThat(revision.baseNames())
                .isEqualTo(files.baseObjects().stream()
                        .map(object -> object.getMetadata().getName())
                        .toList())
                .first()
                .asString()
                .isEqualTo("signalbox-gateway-" + revision.hash() + "-1of2");
        assertThat(files.baseObjects())
                .extracting(ConfigMap::getData)
                .containsExactly(Map.of("base.yaml", "a: 1\n"), Map.of("base-2.yaml", "b: 1\n"));
        assertThat(revision.arguments())
                .startsWith(
                        "--config=/etc/signalbox/base/base.yaml",
                        "--config=/etc/signalbox/base/base-2.yaml",
                        "--config=/etc/signalbox/sampling/sampling.yaml");
        assertThat(revision.mounts()
                        .getFirst()
                        .volume()
                        .orElseThrow()
                        .getProjected()
                        .getSources())
                .extracting(source -> source.getConfigMap().getName())
                .isEqualTo(revision.baseNames());
    }

    @Test
    void sizeIsCountedInBytes() {
        assertThat(files("ä", "").largestBytes()).isEqualTo(2);
        assertThat(files("a", "äöü").largestBytes()).isEqualTo(6);
    }

    @Test
    void anEmptyPartIsWrittenOutAndTheSecondFileLiesOverTheFirst() {
        assertThat(ConfigurationTree.of(files(
                        "{receivers: {otlp: {protocols: {grpc: }}}, processors: {a: {x: [1, 2], y: 1}, b: }}",
                        "{processors: {a: {x: [3]}, c: {}}}")))
                .isEqualTo(Map.of(
                        "receivers",
                        Map.of("otlp", Map.of("protocols", Map.of("grpc", Map.of()))),
                        "processors",
                        Map.of(
                                "a", Map.of("x", List.of(3), "y", 1),
                                "b", Map.of(),
                                "c", Map.of())));
    }

    @Test
    void textThatIsNoConfigurationIsOurFault() {
        assertThatThrownBy(() -> ConfigurationTree.of(files("a: [", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a collector configuration");
    }

    @ParameterizedTest
    @CsvSource({"10737418240, 10Gi", "5000000000, 5G", "1, 1", "1536, 1536", "1572864, 1536Ki", "1500, 1500", "2000, 2k"
    })
    void bytesAreWrittenAsAServerStoresThem(long bytes, String quantity) {
        assertThat(ByteQuantity.of(bytes)).isEqualTo(quantity);
    }

    private static ConfigurationFiles files(String base, String sampling) {
        return new ConfigurationFiles(
                GATEWAY, "collector", List.of(base), Optional.of(sampling).filter(text -> !text.isEmpty()));
    }
}
