package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.alertmanager.NewSilence;
import dev.signalbox.backend.alertmanager.Silence;
import dev.signalbox.backend.http.Credentials;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.testing.ConvertedRoutes;
import dev.signalbox.testing.GuardedServer;
import dev.signalbox.testing.LocalAlertmanager;
import dev.signalbox.testing.RenderedRoutes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signalbox test-alert} on an Alertmanager that runs. */
class TestAlertIT {
    private static final Path LIVE = Path.of("src/test/resources/routing/live.yaml");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void goesWhereTheRealOneWouldAndPagesOnlyWhenAllowed() throws IOException {
        List<JsonNode> objects = RenderedRoutes.objects(LIVE, "None", directory);
        try (LocalAlertmanager alertmanager =
                new LocalAlertmanager(LocalAlertmanager.installed(), webhooks -> ConvertedRoutes.of(
                                objects, List.of("-strategy=None", "-version=0.25.0", "-secret=" + webhooks))
                        .replaceAll("group_wait: \"?(10s|1m)\"?", "group_wait: 1s"))) {
            CommandRun refused = run(alertmanager, "--severity", "page");
            CommandRun ticket = run(alertmanager);
            CommandRun page = run(alertmanager, "--severity", "page", "--yes", "--label", "region=eu");

            assertThat(refused.exitCode()).isOne();
            assertThat(refused.err()).contains("This pages whoever is on call: write --yes where nobody can be asked");
            assertThat(ticket.exitCode()).as(ticket.err()).isZero();
            assertThat(ticket.out())
                    .contains(
                            "A real one has region as well; where routes look at it, write --label region=VALUE",
                            "Receivers: observability/signalbox-routes/webhook/rest/url\n",
                            "Not tested: that rules fire");
            assertThat(page.exitCode()).as(page.err()).isZero();
            assertThat(page.out()).contains("Receivers: observability/signalbox-routes/webhook/pages/url\n");
            assertThat(Deadline.in(SOON).until(() -> alertmanager.told().size() == 2))
                    .as("each by itself, and the page keeps no ticket quiet")
                    .isTrue();
            assertThat(alertmanager.told()).allSatisfy(told -> {
                assertThat(told.at("/alerts/0/labels/signalbox_test").asText()).isEqualTo("true");
                assertThat(told.at("/alerts/0/labels/service").asText()).isEqualTo("checkout");
                assertThat(told.at("/alerts/0/labels/tier").asText()).isEqualTo("1");
                assertThat(told.at("/alerts/0/annotations/summary").asText()).contains("nothing is wrong");
                assertThat(told.path("status").asText()).isEqualTo("firing");
            });

            silence(alertmanager);
            CommandRun silenced = run(alertmanager);
            assertThat(silenced.exitCode()).isOne();
            assertThat(silenced.out()).contains("Alertmanager has it and tells nobody: it is silenced");
        }
    }

    @Test
    void showsWhoItIsWhereThatIsAskedFor() throws IOException {
        String nobody = "{route: {receiver: somebody}, receivers: [{name: somebody}]}";
        String token =
                Files.writeString(directory.resolve("token"), "let-me-in\n").toString();
        String password =
                Files.writeString(directory.resolve("password"), "open sesame").toString();
        try (LocalAlertmanager alertmanager = new LocalAlertmanager(LocalAlertmanager.installed(), _ -> nobody);
                GuardedServer byToken = GuardedServer.before(URI.create(alertmanager.url()), "Bearer let-me-in");
                GuardedServer byName = GuardedServer.before(
                        URI.create(alertmanager.url()),
                        new Credentials.Basic("ann", "open sesame").header().orElseThrow())) {
            CommandRun stranger = at(byToken.url());
            CommandRun known = at(byToken.url(), "--token-file", token);
            CommandRun named = at(byName.url(), "--user", "ann", "--password-file", password);

            assertThat(stranger.exitCode()).isOne();
            assertThat(stranger.err()).contains("401");
            assertThat(known.out()).as(known.err()).contains("Receivers: somebody");
            assertThat(named.out()).as(named.err()).contains("Receivers: somebody");
            assertThat(byToken.refused()).as("the stranger alone").isOne();
            assertThat(byName.refused()).isZero();
        }
    }

    @Test
    void takesFilesThatCanBeReadAndOneWayToShowWhoItIs() {
        CommandRun away = at("http://127.0.0.1:1", "--token-file", "/nowhere/token");
        CommandRun halved = at("http://127.0.0.1:1", "--user", "ann");

        assertThat(away.exitCode()).isEqualTo(2);
        assertThat(away.err()).contains("--token-file", "must be a file that can be read, was /nowhere/token");
        assertThat(halved.exitCode()).isEqualTo(2);
        assertThat(halved.err()).contains("--user and --password-file go together: write both, or neither");
    }

    @Test
    void saysWhatIsMissing() {
        String nobody = "http://127.0.0.1:" + ChildProcess.freePort();

        assertThat(CommandRun.of("test-alert", "nope", "--from", LIVE.toString())
                        .err())
                .contains("There is no SLO nope; kubectl get slo -A lists them");
        assertThat(CommandRun.of("test-alert", "stock-availability", "--from", LIVE.toString())
                        .err())
                .contains("write --alertmanager URL, or spec.alerting.alertmanagerUrl");
        CommandRun away =
                CommandRun.of("test-alert", "stock-availability", "--from", LIVE.toString(), "--alertmanager", nobody);
        assertThat(away.exitCode()).isOne();
        assertThat(away.err()).contains(nobody + " does not accept connections");
    }

    private static CommandRun run(LocalAlertmanager alertmanager, String... more) {
        return at(alertmanager.url(), more);
    }

    private static CommandRun at(String alertmanager, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "test-alert",
                "checkout-availability",
                "-n",
                "shop",
                "--from",
                LIVE.toString(),
                "--alertmanager",
                alertmanager));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static void silence(LocalAlertmanager alertmanager) {
        Instant now = Instant.now();
        assertThat(alertmanager
                        .client()
                        .silence(new NewSilence(
                                List.of(new Silence.Matcher("service", "checkout", false, true)),
                                now,
                                now.plusSeconds(600),
                                "somebody",
                                "known")))
                .isInstanceOf(Answer.Given.class);
    }
}
