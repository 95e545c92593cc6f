package dev.signalbox.cli;

import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.StackAlerting;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.alertmanager.AlertmanagerHttp;
import dev.signalbox.backend.alertmanager.NewAlert;
import dev.signalbox.backend.alertmanager.Notified;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.compile.routing.RoutingPlan;
import dev.signalbox.compile.slo.SyntheticAlert;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.StackReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import java.io.Console;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends an alert that nothing is behind, and tells whom Alertmanager leads it to. */
@Command(
        name = "test-alert",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Send an alert with the labels of an SLO's own, and signalbox_test=\"true\", to Alertmanager, and tell which receivers",
            "its routes lead to. Whether they deliver is not known here: look whether it arrives. The alert ends by itself.",
            "It is handed to Alertmanager: that the rules fire, and what Prometheus does with labels of alerts",
            "(external_labels, alert_relabel_configs), is not tested."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox test-alert checkout-availability -n shop --severity ticket",
            "  kubectl -n monitoring port-forward svc/alertmanager 9093 &",
            "  signalbox test-alert checkout-availability --alertmanager http://localhost:9093",
            "  signalbox test-alert checkout-availability --token-file token",
            "",
            "Exit codes: 0 Alertmanager has it, and leads it to receivers; 1 it does not; 2 wrong usage."
        })
final class TestAlertCommand implements Callable<Integer> {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 250;

    @Parameters(paramLabel = "SLO", description = "Name of the SLO.")
    private String name;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Its namespace; default: the one that has an SLO of this name.")
    private String namespace;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            defaultValue = "TICKET",
            description = "page or ticket; default: ticket.")
    private Severity severity;

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Alertmanager's address; default: spec.alerting.alertmanagerUrl of the stack.")
    private URI alertmanager;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "A label that the rule does not set, such as one of groupBy, where routes look at it.")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = ShortDuration.class,
            defaultValue = "5m",
            description = "When it ends; long enough for the group to be told. Default: ${DEFAULT-VALUE}.")
    private Duration lasting;

    @Option(names = "--yes", description = "Page without asking.")
    private boolean yes;

    @Mixin
    private ResourceSource source;

    @Mixin
    private ServerAccess server;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> conflict = source.conflict().or(server::conflict);
        if (conflict.isPresent()) {
            spec.commandLine().getErr().println(conflict.get());
            return spec.exitCodeOnInvalidInput();
        }
        Scope scope = namespace == null ? new Scope.Cluster() : new Scope.Namespaces(Set.of(namespace));
        Optional<Resources> resources =
                source.read(scope, "test", spec.commandLine().getErr());
        return resources.isPresent() ? test(resources.get()) : Signalbox.WRONG_INPUT;
    }

    private int test(Resources resources) throws InterruptedException {
        List<SLO> found = resources.slos().stream()
                .filter(slo -> slo.getMetadata().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            return refused(
                    found.isEmpty()
                            ? "There is no SLO %s%s; kubectl get slo -A lists them"
                                    .formatted(name, namespace == null ? "" : " in namespace " + namespace)
                            : "There is an SLO %s in each of %s; name one with -n"
                                    .formatted(
                                            name,
                                            found.stream()
                                                    .map(slo ->
                                                            slo.getMetadata().getNamespace())
                                                    .sorted()
                                                    .toList()));
        }
        Optional<String> url = Optional.ofNullable(alertmanager)
                .map(URI::toString)
                .or(() -> resources
                        .stack()
                        .flatMap(stack -> Optional.ofNullable(stack.getSpec()))
                        .map(ObservabilityStackSpec::alerting)
                        .map(StackAlerting::alertmanagerUrl));
        if (url.isEmpty()) {
            return refused(
                    "The stack does not say where Alertmanager is; write --alertmanager URL, or spec.alerting.alertmanagerUrl");
        }
        return switch (SloReader.read(found.getFirst())) {
            case Reading.Invalid<Slo>(var violations) -> {
                violations.forEach(spec.commandLine().getErr()::println);
                yield Signalbox.WRONG_INPUT;
            }
            case Reading.Read<Slo>(Slo slo) -> test(slo, facts(resources), url.get());
        };
    }

    private int test(Slo slo, ClusterFacts facts, String url) throws InterruptedException {
        Optional<SyntheticAlert> alert = SyntheticAlert.of(slo, severity, facts);
        if (alert.isEmpty()) {
            return refused(
                    "SLO %s has no %s: it is disabled, can't fire, or there are no rules; signalbox render shows them"
                            .formatted(slo.name(), severity.label()));
        }
        SyntheticAlert sent = alert.get().with(labels);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Labels: " + sent.labels());
        slo.groupBy().stream()
                .filter(label -> !sent.labels().containsKey(label))
                .forEach(label ->
                        out.println("A real one has %s as well; where routes look at it, write --label %s=VALUE"
                                .formatted(label, label)));
        if (severity == Severity.PAGE && !mayPage(url)) {
            return Signalbox.WRONG_INPUT;
        }
        try (AlertmanagerHttp client = new AlertmanagerHttp(new Endpoint(url, server.access()), Limits.PATIENT)) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            NewAlert test = new NewAlert(sent.labels(), sent.annotations(), now, now.plus(lasting));
            return switch (client.tell(test)) {
                case Answer.Unavailable<Boolean>(String why) -> refused(why);
                case Answer.Given<Boolean> _ -> report(client, test);
            };
        }
    }

    private boolean mayPage(String url) {
        if (yes) {
            return true;
        }
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isEmpty()) {
            refused("This pages whoever is on call: write --yes where nobody can be asked");
            return false;
        }
        return terminal.map(console -> console.readLine("This pages whoever is on call, by %s. Send it? [y/N] ", url))
                .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
                .isPresent();
    }

    private int report(AlertmanagerHttp client, NewAlert told) throws InterruptedException {
        Instant end = Instant.now().plus(SEEN_WITHIN);
        String why = "it is not among the alerts of Alertmanager";
        while (Instant.now().isBefore(end)) {
            switch (client.alerts()) {
                case Answer.Unavailable<List<Notified>>(String unavailable) -> why = unavailable;
                case Answer.Given<List<Notified>>(List<Notified> alerts) -> {
                    Optional<Notified> seen = alerts.stream()
                            .filter(alert -> alert.labels().equals(told.labels()))
                            .findFirst();
                    if (seen.isPresent()) {
                        return report(seen.get(), told);
                    }
                }
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return refused("It was sent, and what became of it is not known: " + why);
    }

    private int report(Notified seen, NewAlert told) {
        PrintWriter out = spec.commandLine().getOut();
        if (!seen.silencedBy().isEmpty() || !seen.inhibitedBy().isEmpty()) {
            out.println("Alertmanager has it and tells nobody: "
                    + (seen.silencedBy().isEmpty()
                            ? "alerts that fire inhibit it (" + String.join(", ", seen.inhibitedBy()) + ")"
                            : "it is silenced (" + String.join(", ", seen.silencedBy()) + ")"));
            return Signalbox.WRONG_INPUT;
        }
        out.println("Receivers: " + (seen.receivers().isEmpty() ? "none" : String.join(", ", seen.receivers())));
        out.println("Whether they deliver, Alertmanager does not say: look whether it arrives. It ends at %s."
                .formatted(told.endsAt()));
        out.println(
                "Not tested: that rules fire, and what Prometheus does with labels (external_labels, alert_relabel_configs).");
        return seen.receivers().stream().allMatch(RoutingPlan::isNobody) ? Signalbox.WRONG_INPUT : Signalbox.FINE;
    }

    private static ClusterFacts facts(Resources resources) {
        Map<ResourceName, DeclaredService> services = new TreeMap<>();
        for (ServiceObservability service : resources.services()) {
            if (ServiceReader.read(service) instanceof Reading.Read<DeclaredService>(DeclaredService declared)) {
                services.put(
                        new ResourceName(
                                service.getMetadata().getNamespace(),
                                service.getMetadata().getName()),
                        declared);
            }
        }
        RuleSettings rules = resources.stack().map(StackReader::read).orElse(new Reading.Read<>(RuleSettings.DEFAULT))
                        instanceof Reading.Read<RuleSettings>(RuleSettings settings)
                ? settings
                : RuleSettings.DEFAULT;
        return new ClusterFacts(ClusterFacts.WITHOUT_CLUSTER.kinds(), Optional.empty(), rules, services);
    }

    private int refused(String why) {
        spec.commandLine().getErr().println(why);
        return Signalbox.WRONG_INPUT;
    }
}
