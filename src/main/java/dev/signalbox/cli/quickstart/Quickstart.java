package dev.signalbox.cli.quickstart;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.controlplane.ClassPathFiles;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneChoice;
import dev.signalbox.controlplane.CustomResourceDefinitions;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Shows Signalbox at work on a real API server, and a real Prometheus where this machine has one. */
public final class Quickstart {
    static final String NAMESPACE = "signalbox-quickstart";
    private static final Duration VALUES = Duration.ofMinutes(2);

    private final Report report;
    private final Options options;
    private final Teardown teardown;

    /**
     * What to do.
     *
     * @param launcher the program that runs Signalbox' commands
     * @param exit show what it promises, and leave; otherwise stay until Ctrl-C
     * @param prometheus start a Prometheus where there is one
     */
    public record Options(Path launcher, boolean exit, boolean prometheus) {}

    /** What the steps after the first ones work with. */
    private record Stage(ControlPlane controlPlane, KubernetesClient client, Path directory) {

        /** What is to be removed at the end where the control plane is not ours to stop. */
        CreatedObjects newObjects() {
            return new CreatedObjects(client, !controlPlane.ours());
        }
    }

    private Quickstart(Report report, Options options, Teardown teardown) {
        this.report = report;
        this.options = options;
        this.teardown = teardown;
    }

    /** Runs it, and returns the number of things that were promised and did not happen. */
    public static int run(ControlPlaneChoice.Available choice, Options options, Report report) {
        Teardown teardown = new Teardown(report);
        Runtime.getRuntime().addShutdownHook(new Thread(teardown::close, "teardown"));
        try (teardown) {
            new Quickstart(report, options, teardown).run(choice);
        } catch (QuickstartFailure e) {
            // The report has it: the step that failed said why.
        } catch (KubernetesClientException e) {
            report.failed("cluster", Report.reason(e));
        } catch (RuntimeException e) {
            // After Ctrl-C everything is pulled from under the step that is at work.
            if (!report.silenced()) {
                throw e;
            }
        }
        return report.failures();
    }

    private void run(ControlPlaneChoice.Available choice) {
        Stage stage = prepare(choice);
        Optional<LocalPrometheus> prometheus = startPrometheus(stage);
        installKinds(stage);
        OperatorProcess operator = startOperator(stage);
        // Removed before the operator stops, which has a part in that.
        CreatedObjects objects = teardown.add(stage.newObjects());
        prometheus.ifPresent(started -> applyStack(objects, started));
        Slos slos = applyExamples(stage, objects);
        prometheus.ifPresent(started -> teardown.add(new RuleSync(stage.client(), NAMESPACE, started)));
        report.check("rules", () -> checkRules(slos, stage.directory()));
        if (options.exit()) {
            new Proofs(report, slos, operator).run();
        }
        prometheus.ifPresent(started -> report.check("SLI", () -> readIndicators(slos, started)));
        report.check("evidence", () -> String.join("\n", slos.awaitReady()));
        report.say("");
        report.table(SloTable.of(stage.client()));
        report.say("");
        if (!options.exit()) {
            stay(stage, operator, prometheus);
        }
    }

    private Stage prepare(ControlPlaneChoice.Available choice) {
        ControlPlane controlPlane = report.step(
                "control plane", () -> teardown.add(choice.start(report::progress)), started -> "%s (Kubernetes %s)\n%s"
                        .formatted(started.description(), version(started), started.server()));
        KubernetesClient client = teardown.add(controlPlane.client());
        Path directory = teardown.add(TemporaryDirectory.create()).path();
        Stage stage = new Stage(controlPlane, client, directory);
        if (!controlPlane.ours()) {
            announce(stage);
        }
        return stage;
    }

    private static String version(ControlPlane controlPlane) {
        try (KubernetesClient client = controlPlane.client()) {
            return client.getKubernetesVersion().getGitVersion();
        }
    }

    /** Someone else's cluster: says what will be put there, and refuses where Signalbox is at home already. */
    private void announce(Stage stage) {
        List<CustomResourceDefinition> ours = CustomResourceDefinitions.ofSignalbox();
        if (ours.stream().anyMatch(stage.newObjects()::isForeign)) {
            report.failed(
                    "cluster",
                    "Signalbox is installed there already, and a second operator would work against it.\n"
                            + "Name another cluster, or none: then quickstart brings its own.");
            throw new QuickstartFailure("cluster");
        }
        report.say("    This puts into " + stage.controlPlane().description() + ":");
        report.say("    the namespace " + NAMESPACE + " with the examples, an ObservabilityStack, " + ours.size()
                + " custom resource definitions of Signalbox,");
        report.say("    and the one of PrometheusRule where it is missing. All of it is removed at the end.");
    }

    private Optional<LocalPrometheus> startPrometheus(Stage stage) {
        if (!options.prometheus()) {
            report.leftOut("Prometheus", "left out, as asked");
            return Optional.empty();
        }
        Optional<Path> executable = Executables.onPath("prometheus");
        if (executable.isEmpty()) {
            report.leftOut("Prometheus", "not installed here, so no SLI is read (Debian: apt-get install prometheus)");
            return Optional.empty();
        }
        return Optional.of(report.step(
                "Prometheus",
                () -> teardown.add(LocalPrometheus.start(
                        executable.get(), stage.controlPlane().metrics(), stage.directory())),
                started -> started.url() + ", scrapes the API server every "
                        + LocalPrometheus.SCRAPE_INTERVAL.toSeconds() + " s"));
    }

    private void installKinds(Stage stage) {
        CreatedObjects objects = teardown.add(stage.newObjects());
        report.step(
                "custom resources",
                () -> {
                    List<CustomResourceDefinition> ours = CustomResourceDefinitions.ofSignalbox();
                    if (ours.isEmpty()) {
                        throw new QuickstartFailure("this build has no custom resource definitions in it");
                    }
                    objects.install(CustomResourceDefinitions.ofPrometheusOperator("prometheusrules"));
                    return objects.install(ours);
                },
                count -> count + " kinds of Signalbox, and PrometheusRule");
    }

    private void applyStack(CreatedObjects objects, LocalPrometheus prometheus) {
        report.step(
                "stack",
                () -> {
                    String yaml =
                            """
                            apiVersion: signalbox.dev/v1alpha1
                            kind: ObservabilityStack
                            metadata: {name: default}
                            spec:
                              namespace: %s
                              metrics: {type: Prometheus, queryUrl: "%s", scrapeInterval: %ds}
                            """.formatted(NAMESPACE, prometheus.url(), LocalPrometheus.SCRAPE_INTERVAL.toSeconds());
                    objects.apply(parse(yaml));
                    return prometheus.url();
                },
                url -> "ObservabilityStack default, its metrics are at " + url);
    }

    private OperatorProcess startOperator(Stage stage) {
        OperatorProcess operator = teardown.add(OperatorProcess.start(
                options.launcher(),
                stage.controlPlane().kubeconfig(),
                stage.directory().resolve("operator.log")));
        report.step(
                "operator",
                operator::awaitReady,
                taken -> String.format(
                        Locale.ROOT, "ready after %.1f s, its log: %s", taken.toMillis() / 1000.0, operator.log()));
        return operator;
    }

    private Slos applyExamples(Stage stage, CreatedObjects objects) {
        report.step(
                "examples",
                () -> {
                    List<HasMetadata> examples = ClassPathFiles.read("/examples/quickstart", ".yaml").stream()
                            .map(Quickstart::parse)
                            .toList();
                    objects.apply(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(NAMESPACE)
                            .endMetadata()
                            .build());
                    examples.forEach(objects::apply);
                    return examples;
                },
                examples -> String.join(
                        ", ",
                        examples.stream()
                                .map(e -> e.getKind() + " " + e.getMetadata().getName())
                                .toList()));
        return new Slos(stage.client(), NAMESPACE);
    }

    private String checkRules(Slos slos, Path directory) {
        var rules = slos.list().stream().map(slos::awaitRule).toList();
        String found = rules.size() + " PrometheusRules";
        Optional<Path> promtool = Executables.onPath("promtool");
        if (promtool.isEmpty()) {
            return found + " (no promtool here to check them)";
        }
        RuleFiles files = RuleFiles.in(directory.resolve("checked"));
        files.write(rules);
        return found + "; " + Promtool.check(promtool.get(), files.files());
    }

    private static String readIndicators(Slos slos, LocalPrometheus prometheus) {
        Deadline deadline = Deadline.in(VALUES);
        return String.join(
                "\n",
                slos.list().stream()
                        .map(slo -> readIndicator(slo, prometheus, deadline))
                        .toList());
    }

    private static String readIndicator(SLO slo, LocalPrometheus prometheus, Deadline deadline) {
        String name = slo.getMetadata().getName();
        String query = "1 - slo:sli_error:ratio_rate5m{namespace=\"%s\",slo=\"%s\"}".formatted(NAMESPACE, name);
        double value = deadline.poll(() -> Optional.of(prometheus.value(query)).filter(OptionalDouble::isPresent))
                .orElseThrow(() ->
                        new QuickstartFailure("no value after " + VALUES.toSeconds() + " s from the query\n" + query))
                .getAsDouble();
        return String.format(
                Locale.ROOT,
                "%s: %.3f %% (objective %s %%)",
                name,
                100 * value,
                slo.getSpec().objective());
    }

    private void stay(Stage stage, OperatorProcess operator, Optional<LocalPrometheus> prometheus) {
        report.say("Look around:");
        report.say("  export KUBECONFIG=" + stage.controlPlane().kubeconfig());
        if (Executables.onPath("kubectl").isEmpty()) {
            stage.controlPlane()
                    .kubectl()
                    .ifPresent(kubectl -> report.say("  export PATH=\"$PATH:" + kubectl.getParent() + "\""));
        }
        prometheus.ifPresent(started -> report.say("  export PROMETHEUS=" + started.url()));
        report.say("  kubectl get slo -A");
        report.say("  kubectl -n " + NAMESPACE + " get prometheusrules -o yaml");
        report.say("  kubectl -n " + NAMESPACE + " edit slo apiserver-availability");
        prometheus.ifPresent(started -> report.say("  " + started.url() + "/rules, in a browser"));
        report.say("docs/first-hour.md goes on from here, up to an alert that fires.");
        report.say("");
        report.say("Ctrl-C stops all of it and removes it.");
        while (operator.alive()) {
            pause();
        }
        report.failed("operator", "it ended; the end of its log:\n" + operator.lastWords());
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartFailure("interrupted", e);
        }
    }

    private static HasMetadata parse(String yaml) {
        return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    }
}
