package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long the webhook takes for an SLO; run by {@code e2e/bench/admission}. */
@ExtendWith(LocalCluster.class)
@EnabledIfSystemProperty(named = "bench.admission", matches = "[0-9]+")
class AdmissionFiguresIT {
    private static final int WARM_UP = 300;
    private static final String SLO = """
            apiVersion: signalbox.dev/v1alpha1
            kind: SLO
            metadata: {name: checkout, namespace: %s}
            spec:
              serviceRef: {name: checkout}
              description: Shoppers can pay
              objective: 99.9
              sli: {ratio: {errors: 'requests_total{job="checkout",code=~"5.."}', total: 'requests_total{job="checkout"}'}}
              groupBy: [region]
              alerting: {name: CheckoutFailing, page: {labels: {severity: critical}}, minimumEvents: 100}
            """;

    private interface Question {
        void ask() throws Exception;
    }

    @Test
    void printsThem(LocalCluster.Namespace here) throws Exception {
        int times = Integer.getInteger("bench.admission");
        HasMetadata slo = Serialization.unmarshal(SLO.formatted(here.name()), HasMetadata.class);
        String review =
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\",\"object\":%s}}"
                        .formatted(Serialization.asJson(slo));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (InstalledWebhook webhook = InstalledWebhook.of(here);
                RunningOperator operator = webhook.operate();
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(context)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://localhost:" + webhook.port() + "/validate"))
                    .POST(HttpRequest.BodyPublishers.ofString(review))
                    .build();
            print("the webhook alone", times, () -> assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("\"allowed\":true"));
            print(
                    "a dry run at the API server",
                    times,
                    () -> here.client().resource(slo).dryRun(true).create());
            assertThat(operator.alive()).isTrue();
        }
    }

    private static void print(String what, int times, Question question) throws Exception {
        long[] nanos = new long[times];
        for (int i = -WARM_UP; i < times; i++) {
            long began = System.nanoTime();
            question.ask();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos);
        System.out.printf("| %s | %.1f | %.1f | %.1f |%n", what, at(nanos, 50), at(nanos, 99), at(nanos, 100));
    }

    private static double at(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
