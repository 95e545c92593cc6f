package dev.signalbox.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was let in before holds up neither a label nor a finalizer, also where the API server asks of these. */
class ReviewTest {
    private static final String REVIEW = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1",
              "oldObject": %s,
              "object": {"apiVersion": "signalbox.dev/v1alpha1", "kind": "SLO", "metadata": {"name": "x", "namespace": "shop" %s},
                "spec": {"service": "checkout", "objective": 100, "sli": {"condition": {"query": "up == 1"}}}}}}
            """;
    private static final ResourceDoor DOOR = new ResourceDoor(KnownNothing.INSTANCE, false, () -> LocalDate.EPOCH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null | '' | false
            null | , "generation": 1 | false
            {"spec": {"generation": 2}, "metadata": {"managedFields": [{"generation": 2}], "generation": 1}} | , "generation": 2 | false
            {"metadata": {}} | '' | false
            {"metadata": {"generation": "2"}} | , "generation": "2" | false
            {"generation": 7, "metadata": {"labels": {"generation": "8"}, "generation": 2}} | , "generation": 2 | true
            {"metadata": {"generation": 1}} | , "generation": 2, "deletionTimestamp": "2026-01-01T00:00:00Z" | true
            """)
    void isTakenThoughItsSpecIsWrong(String old, String metadata, boolean taken) {
        byte[] body = REVIEW.formatted(old, metadata).getBytes(StandardCharsets.UTF_8);

        Review review = ((Review.Reading.Read) Review.read(body)).review();

        assertThat(DOOR.answer(review).isAllowed()).isEqualTo(taken);
    }
}
