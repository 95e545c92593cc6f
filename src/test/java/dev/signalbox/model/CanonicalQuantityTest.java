package dev.signalbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalQuantityTest {

    /** What a kube-apiserver 1.35 gives back of each; {@code OwnedFieldsIT} asks one. */
    @ParameterizedTest
    @CsvSource({
        "1000m, 1",
        "0.5, 500m",
        "1, 1",
        "1500m, 1500m",
        "1.5, 1500m",
        "1000, 1k",
        "0, 0",
        "0Mi, 0",
        "1024Mi, 1Gi",
        "1536Mi, 1536Mi",
        "1.5Gi, 1536Mi",
        "512Ki, 512Ki",
        "0.5Ki, 512",
        "1073741824, 1073741824",
        "128000000, 128M",
        "1e3, 1e3",
        "1E, 1E",
        "100u, 100u",
        "-1000m, -1",
        "nonsense, nonsense",
    })
    void isWhatAServerStores(String written, String stored) {
        assertThat(CanonicalQuantity.of(written)).isEqualTo(stored);
    }
}
