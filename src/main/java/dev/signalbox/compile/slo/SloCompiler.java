package dev.signalbox.compile.slo;

import dev.signalbox.compile.Compilation;
import dev.signalbox.compile.Notice;
import dev.signalbox.compile.Prerequisite;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.RuleObject;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.PrometheusVersion;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.facts.SlothIds;
import dev.signalbox.model.Indicator;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles one SLO to one object of rules, so that a bad neighbour can't drop it and no object grows too large, and where
 * asked a runbook page and what controllers of canaries ask, of the same name.
 */
public final class SloCompiler {
    private static final Notice NO_RUNBOOK = new Notice(
            "RunbookNotWritten",
            "the stack asks for runbook pages as ConfigMaps, which the operator has no rights to; manifests/components/runbooks/rbac-runbooks.yaml grants them");

    private SloCompiler() {}

    /** The rules of an SLO, or why there are none. */
    public static Compilation compile(Slo slo, ClusterFacts facts) {
        return switch (slo.service()) {
            case ServiceReference.Named(String name) -> compile(slo, DeclaredService.named(name), facts);
            case ServiceReference.Declared(ResourceName resource) ->
                Optional.ofNullable(facts.services().get(resource))
                        .map(service -> compile(slo, service, facts))
                        .orElseGet(() -> new Compilation.Blocked(missingService(resource)));
        };
    }

    /** The name of the object of rules that an SLO becomes. */
    public static String ruleName(ResourceName slo) {
        return "slo-" + slo.name();
    }

    /**
     * The page for whoever is alerted, as Markdown; nothing where the SLO's service is not known, or the SLO can't be confined.
     * Where the stack asks for it, it is among the manifests as well.
     */
    public static Optional<String> runbook(Slo slo, ClusterFacts facts) {
        return ConfinedSlo.of(slo, facts) instanceof ConfinedSlo.Allowed(Slo readable)
                ? DeclaredService.of(slo.service(), facts.services())
                        .map(service -> SloRules.of(readable, service, facts.rules(), facts.dashboards())
                                .runbook())
                : Optional.empty();
    }

    private static Compilation compile(Slo slo, DeclaredService service, ClusterFacts facts) {
        Optional<Prerequisite> missing = missingFromCluster(facts);
        if (missing.isPresent()) {
            return new Compilation.Blocked(missing.get());
        }
        ScrapeInterval scrapeInterval = ScrapeInterval.of(slo, service, facts.rules());
        List<Violation> violations = Stream.of(
                        scrapeInterval.violation(), sharedId(slo, service, facts), noSuchBucket(slo, facts))
                .flatMap(Optional::stream)
                .toList();
        return switch (ConfinedSlo.of(slo, facts)) {
            case ConfinedSlo.Refused(List<Violation> refused) ->
                new Compilation.Rejected(
                        Stream.concat(violations.stream(), refused.stream()).toList());
            case ConfinedSlo.Allowed(Slo readable) ->
                violations.isEmpty()
                        ? compiled(readable, service, scrapeInterval.value(), facts)
                        : new Compilation.Rejected(violations);
        };
    }

    /** Sloth's dashboards would show two SLOs of one id as one, whichever wrote last: so neither is written. */
    private static Optional<Violation> sharedId(Slo slo, DeclaredService service, ClusterFacts facts) {
        return facts.slothIds().others(service.service(), slo.name()).stream()
                .findFirst()
                .map(other -> new Violation(
                        "metadata.name",
                        "must give a sloth_id of its own while the stack asks for compatibility with Sloth, was \"%s\", which SLO %s has as well"
                                .formatted(SlothIds.id(service.service(), slo.name()), other),
                        "rename one of the two, or write spec.metrics.rules.compatibility: None in the stack"));
    }

    private static Optional<Violation> noSuchBucket(Slo slo, ClusterFacts facts) {
        return slo.indicator() instanceof Indicator.Latency latency && latency.kind() == Indicator.Histogram.CLASSIC
                ? new HistogramBuckets(latency).violation(facts.buckets())
                : Optional.empty();
    }

    private static Prerequisite missingService(ResourceName resource) {
        return new Prerequisite.Reference(
                "ServiceObservability",
                resource,
                new Violation(
                        "spec.serviceRef.name",
                        "must name a ServiceObservability in namespace %s, was \"%s\", which does not exist"
                                .formatted(resource.namespace(), resource.name()),
                        "create it, or write service: %s".formatted(resource.name())));
    }

    private static Optional<Prerequisite> missingFromCluster(ClusterFacts facts) {
        if (facts.rules().evaluator() == RuleSettings.Evaluator.VICTORIA_METRICS) {
            return Optional.of(new Prerequisite.Support(
                    "UnsupportedEvaluator",
                    "the stack's metrics are of type VictoriaMetrics, whose increase() counts the edges of a range "
                            + "otherwise than Prometheus does; this version has no ledger for it yet, whatever "
                            + "kind carries the rules: VMRule is for a vmalert that asks Prometheus, Mimir or Thanos"));
        }
        ServedKind kind = facts.rules().format().kind();
        return facts.serves(kind) ? Optional.empty() : Optional.of(new Prerequisite.Kind(kind));
    }

    private static Compilation compiled(Slo slo, DeclaredService service, Duration scrapeInterval, ClusterFacts facts) {
        LedgerCell cell = new LedgerCell(scrapeInterval, facts.rules().ledgerDelay());
        boolean keepFiring = facts.prometheus()
                .filter(version -> version.atLeast(PrometheusVersion.KEEP_FIRING_FOR))
                .isPresent();
        SloRules rules = SloRules.of(slo, service, facts.rules(), facts.dashboards());
        List<HasMetadata> manifests = new ArrayList<>();
        manifests.add(RuleObject.of(facts.rules().format(), ruleMetadata(slo, facts), rules.groups(cell, keepFiring)));
        List<Notice> notices = new ArrayList<>(rules.notices());
        facts.rules()
                .retention()
                .filter(retention -> retention.compareTo(slo.window()) < 0)
                .ifPresent(retention -> notices.add(windowExceedsRetention(slo, retention)));
        slo.canary()
                .map(canary -> CanaryTemplates.of(slo, canary, rules.identity(), metadata(slo, Map.of()), facts))
                .ifPresent(made -> {
                    manifests.addAll(made.manifests());
                    notices.addAll(made.notices());
                });
        if (facts.rules().runbooks() == RuleSettings.Runbooks.CONFIG_MAP) {
            if (facts.serves(ServedKind.CONFIG_MAP)) {
                manifests.add(runbookPage(slo, rules));
            } else {
                notices.add(NO_RUNBOOK);
            }
        }
        return new Compilation.Compiled(manifests, notices);
    }

    private static HasMetadata runbookPage(Slo slo, SloRules rules) {
        return new ConfigMapBuilder()
                .withMetadata(metadata(slo, Map.of()))
                .withData(Map.of("runbook.md", rules.runbook()))
                .build();
    }

    private static ObjectMeta ruleMetadata(Slo slo, ClusterFacts facts) {
        ObjectMeta metadata = metadata(slo, facts.rules().labels());
        if (facts.confines(slo.name().namespace())) {
            metadata.setAnnotations(
                    Map.of(OutputAnnotations.CONFINED, slo.name().namespace()));
        }
        return metadata;
    }

    private static ObjectMeta metadata(Slo slo, Map<String, String> wanted) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(ruleName(slo.name()));
        metadata.setNamespace(slo.name().namespace());
        metadata.setLabels(OutputLabels.ofSlo(slo.name(), wanted));
        return metadata;
    }

    private static Notice windowExceedsRetention(Slo slo, Duration retention) {
        return new Notice(
                "WindowExceedsRetention",
                "the window of %dd is longer than the %s for which the stack's metrics are kept; the budget is told over what is there"
                        .formatted(slo.windowDays(), PrometheusDuration.print(retention)));
    }
}
