package dev.signalbox.backend.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.Missing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real Alertmanager tells of alerts and silences. */
class AlertmanagerHttpIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url = "http://127.0.0.1:" + ChildProcess.freePort();
    private final AlertmanagerHttp alertmanager = new AlertmanagerHttp(new Endpoint(url, Access.OPEN), Limits.BRIEF);
    private ChildProcess process;

    @BeforeEach
    void start() {
        String executable = Stream.of("alertmanager", "prometheus-alertmanager")
                .flatMap(name -> Executables.onPath(name).stream())
                .findFirst()
                .orElseThrow(() -> Missing.prerequisite(
                        "alertmanager is not on the PATH; e2e/tools/find alertmanager says how to get it"))
                .toString();
        process = ChildProcess.start(
                "alertmanager",
                List.of(
                        executable,
                        "--config.file="
                                + directory.write(
                                        "alertmanager.yaml", "route: {receiver: none}\nreceivers: [{name: none}]\n"),
                        "--storage.path=" + directory.path().resolve("data"),
                        "--web.listen-address=" + URI.create(url).getAuthority(),
                        "--cluster.listen-address="),
                Map.of(),
                directory.path().resolve("alertmanager.log"));
        assertThat(Deadline.in(SOON).until(() -> alertmanager.alerts() instanceof Answer.Given))
                .withFailMessage(() -> process.tail(20))
                .isTrue();
    }

    @AfterEach
    void stop() {
        alertmanager.close();
        process.close();
        http.close();
        directory.close();
    }

    @Test
    void alertsSayWhoKeepsThemQuiet() throws IOException, InterruptedException {
        assertThat(alertmanager.alerts()).isEqualTo(new Answer.Given<>(List.of()));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        post("/api/v2/alerts", """
                [{"labels": {"alertname": "Slow", "slo": "checkout"}, "startsAt": "%s"},
                 {"labels": {"alertname": "Down", "slo": "cart"}, "startsAt": "%s"}]
                """.formatted(now, now));
        post("/api/v2/silences", """
                {"matchers": [{"name": "slo", "value": "check.*", "isRegex": true, "isEqual": true}],
                 "startsAt": "%s", "endsAt": "%s", "createdBy": "ann", "comment": "deployment"}
                """.formatted(now, now.plusSeconds(3600)));

        assertThat(Deadline.in(SOON)
                        .until(() -> state("Slow").equals("suppressed")
                                && state("Down").equals("active")))
                .as(alertmanager.alerts().toString())
                .isTrue();
        Silence silence = given(alertmanager.silences()).getFirst();
        assertThat(silence.matchers()).containsExactly(new Silence.Matcher("slo", "check.*", true, true));
        assertThat(silence.state()).isEqualTo("active");
        assertThat(silence.createdBy()).isEqualTo("ann");
        assertThat(silence.endsAt()).isEqualTo(now.plusSeconds(3600));
        Notified slow = alert("Slow");
        assertThat(slow.silencedBy()).containsExactly(silence.id());
        assertThat(slow.labels()).containsEntry("slo", "checkout");
        assertThat(slow.startsAt()).isEqualTo(now);
    }

    private String state(String name) {
        return given(alertmanager.alerts()).stream()
                .filter(alert -> name.equals(alert.labels().get("alertname")))
                .map(Notified::state)
                .findFirst()
                .orElse("");
    }

    private Notified alert(String name) {
        return given(alertmanager.alerts()).stream()
                .filter(alert -> name.equals(alert.labels().get("alertname")))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T given(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<T>) answer).value();
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
