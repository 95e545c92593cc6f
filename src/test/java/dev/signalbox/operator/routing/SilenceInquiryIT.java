package dev.signalbox.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.alertmanager.Silence;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.status.Verdict;
import dev.signalbox.testing.LocalAlertmanager;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silences for deployments, at an Alertmanager that runs. */
class SilenceInquiryIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final List<String> told = new ArrayList<>();

    @Test
    void aDeploymentIsSilencedOnceForAWhileAndNeverItsPagesUnlessAsked() {
        try (LocalAlertmanager alertmanager = new LocalAlertmanager(
                        LocalAlertmanager.installed(), _ -> "route: {receiver: none}\nreceivers: [{name: none}]\n");
                KubernetesClient unused = new KubernetesClientBuilder().build();
                SilenceInquiry inquiry = inquiry(unused);
                SilenceInquiry afterRestart = inquiry(unused)) {
            Instant deployed = now.minus(Duration.ofMinutes(2));
            Scene scene = scene(alertmanager.url(), deployed, "for: 10m");

            inquiry.look(scene, now);
            inquiry.look(scene, now.plusSeconds(5));
            afterRestart.look(scene, now.plusSeconds(60));

            assertThat(silences(alertmanager)).singleElement().satisfies(silence -> {
                assertThat(silence.createdBy()).isEqualTo("signalbox");
                assertThat(silence.endsAt()).isEqualTo(deployed.plus(Duration.ofMinutes(10)));
                assertThat(silence.matchers())
                        .containsExactlyInAnyOrder(
                                new Silence.Matcher("namespace", "shop", false, true),
                                new Silence.Matcher("service", "checkout", false, true),
                                new Silence.Matcher("signalbox_severity", "ticket", true, true));
            });
            assertThat(told)
                    .containsExactly("DeploymentSilenced: Alerts of checkout (tickets) are silenced until "
                            + deployed.plus(Duration.ofMinutes(10))
                            + ", because Deployment checkout was deployed");

            afterRestart.look(scene(alertmanager.url(), now, "severities: [Page, Ticket]"), now);
            assertThat(silences(alertmanager)).hasSize(2).anySatisfy(silence -> assertThat(silence.matchers())
                    .contains(new Silence.Matcher("signalbox_severity", "page|ticket", true, true)));
        }
    }

    @Test
    void whatIsLongOverIsNotSilencedAndWhoIsAwayIsTold() {
        String nobody = "http://127.0.0.1:" + ChildProcess.freePort();
        try (KubernetesClient unused = new KubernetesClientBuilder().build();
                SilenceInquiry inquiry = inquiry(unused)) {
            Verdict quiet = verdict(inquiry, scene(nobody, now.minus(Duration.ofMinutes(11)), "for: 10m"));
            Verdict away = verdict(inquiry, scene(nobody, now, "for: 10m"));

            assertThat(quiet.truth()).isEqualTo(Verdict.Truth.TRUE);
            assertThat(quiet.message())
                    .isEqualTo("alerts of a service (tickets) are silenced for 10m when a deployment of it is seen");
            assertThat(away.truth()).isEqualTo(Verdict.Truth.UNKNOWN);
            assertThat(away.message()).contains(nobody);
            assertThat(told).isEmpty();
        }
    }

    private SilenceInquiry inquiry(KubernetesClient unused) {
        return new SilenceInquiry(
                new BackendAccess(unused), (_, what, _) -> told.add(what.reason() + ": " + what.message()));
    }

    private Verdict verdict(SilenceInquiry inquiry, Scene scene) {
        return inquiry.look(scene, now).stack().verdicts().getFirst();
    }

    private static List<Silence> silences(LocalAlertmanager alertmanager) {
        return alertmanager.client().silences() instanceof Answer.Given<List<Silence>>(List<Silence> all)
                ? all
                : List.of();
    }

    private static Scene scene(String url, Instant deployed, String asked) {
        ObservabilityStack stack = Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityStack
                metadata: {name: default}
                spec:
                  namespace: observability
                  alerting: {alertmanagerUrl: "%s", silenceDeployments: {%s}}
                """.formatted(url, asked), ObservabilityStack.class);
        ServiceObservability service = Serialization.unmarshal("""
                apiVersion: signalbox.dev/v1alpha1
                kind: ServiceObservability
                metadata: {name: checkout, namespace: shop}
                spec: {selector: {matchLabels: {app: checkout}}}
                status: {deployments: [{kind: Deployment, name: checkout, images: ["a:2"], time: "%s"}]}
                """.formatted(deployed), ServiceObservability.class);
        return new Scene(stack, List.of(service), new Channel.None());
    }
}
