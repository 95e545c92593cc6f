package dev.signalbox.cli;

import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.backend.alertmanager.AlertmanagerHttp;
import dev.signalbox.backend.alertmanager.NewAlert;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.compile.routing.RoutingPlan;
import dev.signalbox.compile.slo.SyntheticAlert;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.SloReader;
import dev.signalbox.intake.StackReader;
import dev.signalbox.model.Severity;
import dev.signalbox.model.Slo;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            "",
            "Exit codes: 0 Alertmanager has it, and leads it to receivers; 1 it does not; 2 wrong usage."
        })
final class TestAlertCommand implements Callable<Integer> {
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

    @Mixin
    private AlertmanagerOptions alertmanager;

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> conflict = source.conflict();
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
            return refused(notOne(found));
        }
        Optional<Endpoint> server = alertmanager.endpoint(resources.stack());
        if (server.isEmpty()) {
            return refused(
                    "The stack does not say where Alertmanager is; write --alertmanager URL, or spec.alerting.alertmanagerUrl");
        }
        return switch (SloReader.read(found.getFirst())) {
            case Reading.Invalid<Slo>(var violations) -> {
                violations.forEach(spec.commandLine().getErr()::println);
                yield Signalbox.WRONG_INPUT;
            }
            case Reading.Read<Slo>(Slo slo) -> test(slo, facts(resources), server.get());
        };
    }

    private String notOne(List<SLO> found) {
        return found.isEmpty()
                ? "There is no SLO %s%s; kubectl get slo -A lists them"
                        .formatted(name, namespace == null ? "" : " in namespace " + namespace)
                : "There is an SLO %s in each of %s; name one with -n"
                        .formatted(
                                name,
                                found.stream()
                                        .map(slo -> slo.getMetadata().getNamespace())
                                        .sorted()
                                        .toList());
    }

    private int test(Slo slo, ClusterFacts facts, Endpoint server) throws InterruptedException {
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
        return severity != Severity.PAGE || mayPage(server) ? send(sent, server) : Signalbox.WRONG_INPUT;
    }

    private boolean mayPage(Endpoint server) {
        if (yes) {
            return true;
        }
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isEmpty()) {
            refused("This pages whoever is on call: write --yes where nobody can be asked");
            return false;
        }
        return terminal.map(console ->
                        console.readLine("This pages whoever is on call, by %s. Send it? [y/N] ", server.url()))
                .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
                .isPresent();
    }

    private int send(SyntheticAlert alert, Endpoint endpoint) throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        NewAlert told = new NewAlert(alert.labels(), alert.annotations(), now, now.plus(lasting));
        try (AlertmanagerHttp server = new AlertmanagerHttp(endpoint, Limits.PATIENT)) {
            return switch (AlertDelivery.of(told, server)) {
                case AlertDelivery.Unknown(String why) -> refused(why);
                case AlertDelivery.Quiet(String why) -> {
                    spec.commandLine().getOut().println("Alertmanager has it and tells nobody: " + why);
                    yield Signalbox.WRONG_INPUT;
                }
                case AlertDelivery.Led(List<String> receivers) -> report(receivers, told.endsAt());
            };
        }
    }

    private int report(List<String> receivers, Instant end) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Receivers: " + (receivers.isEmpty() ? "none" : String.join(", ", receivers)));
        out.println("Whether they deliver, Alertmanager does not say: look whether it arrives. It ends at %s."
                .formatted(end));
        out.println(
                "Not tested: that rules fire, and what Prometheus does with labels (external_labels, alert_relabel_configs).");
        return receivers.stream().allMatch(RoutingPlan::isNobody) ? Signalbox.WRONG_INPUT : Signalbox.FINE;
    }

    private static ClusterFacts facts(Resources resources) {
        RuleSettings rules = resources
                .stack()
                .flatMap(stack -> StackReader.read(stack).meant())
                .orElse(RuleSettings.DEFAULT);
        return new ClusterFacts(
                ClusterFacts.WITHOUT_CLUSTER.kinds(),
                Optional.empty(),
                rules,
                ServiceReader.declared(resources.services()));
    }

    private int refused(String why) {
        spec.commandLine().getErr().println(why);
        return Signalbox.WRONG_INPUT;
    }
}
