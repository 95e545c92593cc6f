package dev.signalbox.cli;

import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.cli.report.Terminal;
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
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  kubectl get slos,sobs,spol,opol,ostack -A -o yaml | signalbox report --from -",
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

    @Mixin
    private ResourceSource source;

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
        Optional<String> conflict = source.conflict();
        if (conflict.isPresent()) {
            err.println(conflict.get());
            return spec.exitCodeOnInvalidInput();
        }
        Scope scope = namespaces.isEmpty() ? new Scope.Cluster() : new Scope.Namespaces(namespaces);
        Optional<Resources> resources = source.read(scope, "report", err);
        resources.ifPresent(known -> print(report(known)));
        return resources.isPresent() ? Signalbox.FINE : Signalbox.WRONG_INPUT;
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
