package dev.signalbox.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many SLOs a service has, as the webhook counts them: of those that are there only some have to be read. */
class SlosPerServiceTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Pattern COUNT = Pattern.compile("SLOs are at most 1, were ([0-9]+);");

    private static final String POLICY = """
            apiVersion: signalbox.dev/v1alpha1
            kind: ObservabilityPolicy
            metadata: {name: guard}
            spec: {enforcement: Deny, limits: {slosPerService: 1}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service: checkout              | 3 | named, and by the service's resource",
                "serviceRef: {name: checkout}   | 3 | likewise",
                "serviceRef: {name: pay}        | 2 | a resource whose service has another name",
                "service: payments              | 2 | that name",
                "service: cart                  | 0 | nobody else's",
                "serviceRef: {name: nobody}     | 0 | of which the service is not known",
            })
    void thoseOfTheSameServiceAreCounted(String reference, int count, String why) {
        KnownDocuments known = KnownDocuments.of(Stream.of(
                POLICY,
                service("checkout", ""),
                service("pay", "service: payments"),
                slo("a", "shop", "service: checkout"),
                slo("b", "shop", "serviceRef: {name: checkout}"),
                slo("c", "elsewhere", "service: checkout"),
                slo("d", "shop", "serviceRef: {name: pay}"),
                slo("new", "shop", "service: checkout")));

        assertThat(counted(known, slo("new", "shop", reference))).as(why).isEqualTo(count);
    }

    /** The one that is written among them; 0 where there are not too many. */
    private static int counted(KnownDocuments known, String slo) {
        Answer answer = new ResourceDoor(known, false, () -> LocalDate.EPOCH)
                .answer(YAML.convertValue(YAML.unmarshal(slo), JsonNode.class));
        return answer.violations().stream()
                .flatMap(violation -> COUNT.matcher(violation.toString()).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    private static String service(String name, String fields) {
        return document("ServiceObservability", name, "shop", "selector: {matchLabels: {app: a}}\n  " + fields);
    }

    private static String slo(String name, String namespace, String reference) {
        return document(
                "SLO",
                name,
                namespace,
                "objective: 99.9\n  sli: {ratio: {errors: errors_total, total: requests_total}}\n  " + reference);
    }

    private static String document(String kind, String name, String namespace, String fields) {
        return """
                apiVersion: signalbox.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec:
                  %s
                """.formatted(kind, name, namespace, fields);
    }
}
