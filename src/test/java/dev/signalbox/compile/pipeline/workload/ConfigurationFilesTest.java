package dev.signalbox.compile.pipeline.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFilesTest {
    private static final CollectorName GATEWAY = CollectorName.gateway(ExampleCollectors.defaults(), 1);

    /** The first ten digits that sha256sum prints. */
    @Test
    void theNameFollowsTheContentOfTheBaseAlone() {
        assertThat(files("a: 1\n", "").baseName()).isEqualTo("signalbox-gateway-37b128c59f");
        assertThat(files("a: 1\n", "x: 1\n").baseName()).isEqualTo("signalbox-gateway-37b128c59f");
        assertThat(files("a: 2\n", "").baseName()).isNotEqualTo("signalbox-gateway-37b128c59f");
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
                                "a", Map.of("x", java.util.List.of(3), "y", 1),
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
        return new ConfigurationFiles(GATEWAY, base, Optional.of(sampling).filter(text -> !text.isEmpty()));
    }
}
