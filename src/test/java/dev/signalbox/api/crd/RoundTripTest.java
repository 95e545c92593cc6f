package dev.signalbox.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.BurnRates;
import dev.signalbox.api.v1alpha1.Redaction;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user wrote is what the classes hold, and what they write again. */
class RoundTripTest {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final Path RESOURCES = Path.of("src/test/resources/api");

    static Stream<Examples.Example> examples() {
        return Stream.of(
                        Examples.all(),
                        Examples.in(RESOURCES.resolve("statuses.yaml")),
                        Examples.in(RESOURCES.resolve("gate.yaml")))
                .flatMap(List::stream);
    }

    static List<Class<? extends CustomResource<?, ?>>> kinds() {
        return Crds.KINDS;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsLostNorAdded(Examples.Example example) {
        HasMetadata read = SERIALIZATION.unmarshal(example.tree().toString(), type(example.kind()));
        JsonNode written = SERIALIZATION.unmarshal(SERIALIZATION.asJson(read), JsonNode.class);
        assertThat(Leaves.of(written)).isEqualTo(Leaves.of(example.tree()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theExamplesShowEveryField(Class<? extends CustomResource<?, ?>> type) {
        Set<String> shown = examples()
                .filter(example -> example.kind().equals(HasMetadata.getKind(type)))
                .flatMap(example -> Leaves.of(example.tree()).keySet().stream())
                .flatMap(RoundTripTest::withParents)
                .map(RoundTripTest::shape)
                .collect(Collectors.toSet());
        assertThat(SchemaField.of(Crds.of(type))
                        .map(field -> shape(field.path().replace("{}", "")))
                        .filter(path -> !shown.contains(path)))
                .isEmpty();
    }

    @Test
    void aFieldOfALaterVersionIsPassedOver() {
        SLO read = SERIALIZATION.unmarshal("spec: {service: checkout, later: {a: 1}, sli: {later: 1}}", SLO.class);
        assertThat(read.getSpec().service()).isEqualTo("checkout");
    }

    @Test
    void aUnionOfTheWrongShapeIsKeptForIntakeToReport() {
        assertThat(List.of("Standrad", "5", "true", "{a: b}", "[1]", "[{long: 1h, shrot: 5m}]"))
                .allSatisfy(written -> assertThat(burnRates(written)).isInstanceOf(BurnRates.Malformed.class));
        assertThat(List.of("Emial", "5", "true", "{name: x, patern: y}", "[1]"))
                .allSatisfy(written -> assertThat(redaction(written)).isInstanceOf(Redaction.Malformed.class));
    }

    @Test
    void aUnionOfARightShapeIsRead() {
        assertThat(burnRates("Relaxed")).isEqualTo(BurnRates.Preset.RELAXED);
        assertThat(burnRates("[{severity: Page, consumed: 2, long: 1h, short: 5m}]"))
                .isEqualTo(new BurnRates.Custom(List.of(new BurnRates.Row("Page", BigDecimal.TWO, null, "1h", "5m"))));
        assertThat(redaction("CreditCard")).isEqualTo(Redaction.Preset.CREDIT_CARD);
        assertThat(redaction("{name: iban, pattern: '[A-Z]+'}")).isEqualTo(new Redaction.Custom("iban", "[A-Z]+"));
    }

    private static BurnRates burnRates(String written) {
        return SERIALIZATION
                .unmarshal("spec: {alerting: {burnRates: %s}}".formatted(written), SLO.class)
                .getSpec()
                .alerting()
                .burnRates();
    }

    private static Redaction redaction(String written) {
        return SERIALIZATION
                .unmarshal("spec: {logs: {redact: [%s]}}".formatted(written), ServiceObservability.class)
                .getSpec()
                .logs()
                .redact()
                .getFirst();
    }

    private static Class<? extends HasMetadata> type(String kind) {
        return Crds.KINDS.stream()
                .filter(type -> HasMetadata.getKind(type).equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> withParents(String path) {
        String parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
        String itself = path.endsWith("[]") ? path.substring(0, path.length() - 2) : path;
        return parent.isEmpty() ? Stream.of(itself) : Stream.concat(Stream.of(itself), withParents(parent));
    }

    /** What has the same shape in several places needs one example. */
    private static String shape(String path) {
        return path.replaceFirst("^spec\\..*\\.(auth|tolerations)\\b", "$1").replace(".drop[]", ".keep[]");
    }
}
