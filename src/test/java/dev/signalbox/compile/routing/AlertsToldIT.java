package dev.signalbox.compile.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.alertmanager.NewAlert;
import dev.signalbox.backend.alertmanager.Notified;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.ConvertedRoutes;
import dev.signalbox.testing.LocalAlertmanager;
import dev.signalbox.testing.RenderedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of what in the end, by an Alertmanager that runs: what {@code amtool config routes test} ignores. */
class AlertsToldIT {
    private static final Path LIVE = Path.of("src/test/resources/routing/live.yaml");
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Group waits are 10s and 1m; a page has to be known before the ticket that it inhibits is told. */
    private static final Duration QUIET = Duration.ofSeconds(6);

    @TempDir
    private Path directory;

    @Test
    void byTheObjectsThatThePrometheusOperatorConverts() throws IOException {
        List<JsonNode> objects = RenderedRoutes.objects(LIVE, "None", directory);
        judge(
                LocalAlertmanager.installed(),
                webhooks -> ConvertedRoutes.of(
                        objects, List.of("-strategy=None", "-version=0.25.0", "-secret=" + webhooks)),
                "observability/signalbox-routes/");
    }

    @Test
    void byTheFileForAnAlertmanagerOfOnesOwn() throws IOException {
        String file = Files.readString(RenderedRoutes.file(LIVE, directory));
        Path secrets = Files.createDirectories(directory.resolve("secrets"));
        judge(
                LocalAlertmanager.pinned(),
                webhooks -> {
                    write(secrets, webhooks, "heartbeat", "muted", "pages", "rest");
                    return file.replace(AlertmanagerFile.SECRETS, secrets + "/");
                },
                "");
    }

    private void judge(Path executable, UnaryOperator<String> configuration, String prefix) {
        try (LocalAlertmanager alertmanager =
                new LocalAlertmanager(executable, webhooks -> withoutWaits(configuration.apply(webhooks)))) {
            tell(alertmanager, "Page", "page", Map.of("region", "eu", "slo", "checkout-availability"));
            tell(alertmanager, "Page", "page", Map.of("region", "us", "slo", "checkout-availability"));
            tell(alertmanager, "Ticket", "ticket", Map.of("region", "eu", "slo", "checkout-availability"));
            tell(alertmanager, "Ticket", "ticket", Map.of("region", "asia", "slo", "checkout-availability"));
            tell(alertmanager, "Page", "page", Map.of("slo", "other", "service", "other"));
            tell(alertmanager, "Lost", "page", Map.of("service", "", "pod", "gateway-0"));
            tell(alertmanager, "Refused", "ticket", Map.of("service", "", "pod", "gateway-0"));
            tell(alertmanager, "Asleep", "page", Map.of("team", "asleep", "slo", "asleep", "service", "asleep"));
            tell(alertmanager, "SignalboxWatchdog", "none", Map.of("namespace", "observability", "service", ""));

            assertThat(Deadline.in(SOON).until(() -> heartbeats(alertmanager, prefix) > 1))
                    .as("the dead man's switch is told again and again")
                    .isTrue();
            assertThat(Deadline.in(SOON).until(() -> told(alertmanager, prefix).size() >= 5))
                    .isTrue();
            pause();

            assertThat(told(alertmanager, prefix))
                    .as(
                            "one notification for an objective; the ticket of eu is kept quiet by its page, that of asia is not;"
                                    + " alerts without an SLO keep nobody quiet; the sleeping team is not told")
                    .containsExactlyInAnyOrder(
                            "pages: Page eu, Page us",
                            "pages: Page other",
                            "pages: Lost",
                            "rest: Ticket asia",
                            "rest: Refused");

            tell(alertmanager, "Page", "page", Map.of("service", "stock", "slo", "stock-availability"));
            assertThat(Deadline.in(SOON)
                            .until(() -> told(alertmanager, prefix).contains("pages: Page stock-availability")))
                    .isTrue();
            assertThat(suppressed(alertmanager))
                    .as("what checkout depends on pages: it is looked at there")
                    .containsExactly("Page eu", "Page us", "Ticket asia", "Ticket eu");
        }
    }

    private static void tell(LocalAlertmanager alertmanager, String name, String severity, Map<String, String> more) {
        Map<String, String> labels = new TreeMap<>(
                Map.of("alertname", name, "namespace", "shop", "service", "checkout", "team", "payments", "tier", "1"));
        labels.put("signalbox_severity", severity);
        labels.putAll(more);
        labels.values().removeIf(String::isEmpty);
        Instant now = Instant.now();
        assertThat(alertmanager.client().tell(new NewAlert(labels, Map.of("summary", name), now, now.plusSeconds(600))))
                .isInstanceOf(Answer.Given.class);
    }

    /** Of each notification who got it, and what of: the name of the alert, and its group or else its SLO. */
    private static List<String> told(LocalAlertmanager alertmanager, String prefix) {
        return alertmanager.told().stream()
                .filter(one -> !isHeartbeat(one, prefix))
                .map(one -> receiver(one, prefix) + ": "
                        + String.join(
                                ", ",
                                StreamSupport.stream(one.path("alerts").spliterator(), false)
                                        .map(alert -> name(alert.path("labels")))
                                        .sorted()
                                        .toList()))
                .distinct()
                .toList();
    }

    private static String name(JsonNode labels) {
        return Stream.of("alertname", labels.has("region") ? "region" : "slo")
                .map(label -> labels.path(label).asText())
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private static List<String> suppressed(LocalAlertmanager alertmanager) {
        return alertmanager.client().alerts() instanceof Answer.Given<List<Notified>>(List<Notified> alerts)
                ? alerts.stream()
                        .filter(alert -> !alert.inhibitedBy().isEmpty())
                        .map(alert -> alert.labels().get("alertname") + " "
                                + alert.labels().get("region"))
                        .sorted()
                        .toList()
                : List.of();
    }

    private static long heartbeats(LocalAlertmanager alertmanager, String prefix) {
        return alertmanager.told().stream()
                .filter(one -> isHeartbeat(one, prefix))
                .count();
    }

    private static boolean isHeartbeat(JsonNode notification, String prefix) {
        return receiver(notification, prefix).equals("heartbeat");
    }

    /** {@code pages} of {@code observability/signalbox-routes/webhook/pages/url}. */
    private static String receiver(JsonNode notification, String prefix) {
        String name = notification.path("receiver").asText();
        assertThat(name).startsWith(prefix + "webhook/");
        return name.substring(prefix.length()).split("/")[1];
    }

    /** A test has not the patience of people; the order of things stays. */
    private static String withoutWaits(String configuration) {
        return configuration
                .replaceAll("group_wait: \"?(10s|1m)\"?", "group_wait: 2s")
                .replaceAll("group_interval: 1m", "group_interval: 2s")
                .replaceAll("repeat_interval: 30s", "repeat_interval: 1s");
    }

    private static void write(Path secrets, String url, String... names) {
        try {
            for (String name : names) {
                Files.createDirectories(secrets.resolve(name));
                Files.writeString(secrets.resolve(name).resolve("url"), url);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(QUIET);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
