package dev.signalbox.cli;

import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.cli.report.ClusterResources;
import dev.signalbox.cli.report.ExportedResources;
import dev.signalbox.cli.report.Terminal;
import dev.signalbox.controlplane.ControlPlaneChoice;
import dev.signalbox.controlplane.Kubeconfig;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.report.HealthReport;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import dev.signalbox.report.history.BudgetHistories;
import dev.signalbox.report.html.HealthPage;
import dev.signalbox.report.json.HealthJson;
import dev.signalbox.report.reading.HealthReading;
import dev.signalbox.report.text.HealthText;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how healthy all that is observed is. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Tell how healthy what is observed is, out of the status of the resources in a cluster: coverage, objectives,",
            "alerts, time series, cost, and what to do, the most urgent first."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox report                                   where kubectl points to, all namespaces",
            "  signalbox report -n shop --prometheus http://localhost:9090",
            "  signalbox report -o html >health.html              one page, for a browser",
            "  signalbox report -o json | jq .coverage.missing",
            "  kubectl get slos,sobs,spol,ostack -A -o yaml | signalbox report --from -",
            "",
            "Exit codes: 0 reported, whatever it says; 1 there is nothing to report, or it can't be read; 2 wrong usage."
        })
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "TABLE",
            description = "One of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME[,NAME]",
            split = ",",
            description = "Only these namespaces, and nothing of the cluster as a whole; default: everything.")
    private Set<String> namespaces = Set.of();

    @Option(
            names = "--from",
            paramLabel = "FILE|DIR|-",
            description = {
                "Resources with their status, as kubectl get -o yaml prints them, in place of a cluster's; may be given again."
            })
    private List<String> from = List.of();

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig; default: as kubectl finds it.")
    private Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig; default: its current one.")
    private String context;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Where the SLOs' own series are, for the course of error budgets; default: it is left out.")
    private URI prometheus;

    @Option(names = "--at", paramLabel = "TIME", description = "The time that the report says, RFC 3339; default: now.")
    private Instant at;

    @Spec
    private CommandSpec spec;

    /** How the report is written. */
    enum Format {
        TABLE,
        JSON,
        HTML;

        /** As one writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (!from.isEmpty() && (kubeconfig != null || context != null)) {
            err.println("--from takes the place of a cluster: leave --kubeconfig and --context out");
            return spec.exitCodeOnInvalidInput();
        }
        Scope scope = namespaces.isEmpty() ? new Scope.Cluster() : new Scope.Namespaces(namespaces);
        Optional<Resources> resources = from.isEmpty() ? ofCluster(scope) : ofFiles(scope);
        resources.ifPresent(known -> print(report(known)));
        return resources.isPresent() ? Signalbox.FINE : Signalbox.WRONG_INPUT;
    }

    private Optional<Resources> ofFiles(Scope scope) {
        InputFiles files = InputFiles.find(from, System.in);
        ExportedResources exported = new ExportedResources();
        files.files().forEach(file -> exported.read(file.name(), file.bytes()));
        List<Fault> faults = new ArrayList<>(files.faults());
        faults.addAll(exported.faults());
        PrintWriter err = spec.commandLine().getErr();
        if (!faults.isEmpty()) {
            faults.forEach(err::println);
            return Optional.empty();
        }
        if (exported.isEmpty()) {
            err.println("There is nothing of " + String.join(", ", from)
                    + " to report: no resource of signalbox.dev is in it; write e.g. "
                    + "kubectl get slos,sobs,spol,ostack -A -o yaml >resources.yaml");
            return Optional.empty();
        }
        return Optional.of(exported.resources(scope));
    }

    private Optional<Resources> ofCluster(Scope scope) {
        Optional<Kubeconfig> named = Optional.empty();
        if (kubeconfig != null || context != null) {
            switch (ControlPlaneChoice.of(
                    Optional.ofNullable(kubeconfig), Optional.ofNullable(context), System.getenv())) {
                case ControlPlaneChoice.Named(Kubeconfig found) -> named = Optional.of(found);
                case ControlPlaneChoice.Unavailable(String reason) -> {
                    return refused(reason);
                }
                case ControlPlaneChoice.Available other -> throw new IllegalStateException("not asked for: " + other);
            }
        }
        return switch (ClusterResources.read(named, scope)) {
            case ClusterResources.Found.Read(Resources found) -> Optional.of(found);
            case ClusterResources.Found.Failed(String why) -> refused(why);
        };
    }

    private Optional<Resources> refused(String why) {
        spec.commandLine().getErr().println(why);
        return Optional.empty();
    }

    private HealthReport report(Resources resources) {
        Instant now = Optional.ofNullable(at).orElseGet(Instant::now);
        BudgetHistories histories = histories(resources, now);
        histories.unavailable().ifPresent(why -> spec.commandLine()
                .getErr()
                .println("The course of error budgets is left out: " + why));
        return HealthReading.of(resources, histories.bySlo(), now);
    }

    private BudgetHistories histories(Resources resources, Instant now) {
        if (prometheus == null) {
            return BudgetHistories.NONE;
        }
        try (PrometheusHttp server = new PrometheusHttp(new Endpoint(prometheus.toString(), Access.OPEN))) {
            return BudgetHistories.of(server, resources.slos(), now);
        }
    }

    private void print(HealthReport report) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TABLE -> out.print(HealthText.of(report, Terminal.style(System.getenv())));
            case JSON -> out.println(HealthJson.of(report).toPrettyString());
            case HTML -> out.print(HealthPage.of(report));
        }
        out.flush();
    }
}
