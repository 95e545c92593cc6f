package dev.signalbox.intake.policy;

import dev.signalbox.api.v1alpha1.ObservabilityPolicy;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec.Field;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec.Forbid;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec.Freeze;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec.Queries;
import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec.Require;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.ObjectLabels;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.CoverageReader;
import dev.signalbox.intake.pipeline.ListItems;
import dev.signalbox.intake.pipeline.SelectionReader;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.FreezeTerms;
import dev.signalbox.model.policy.Limits;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Prohibitions;
import dev.signalbox.model.policy.RequiredField;
import dev.signalbox.model.policy.Requirements;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads an {@code ObservabilityPolicy}. What the schema also says is said here again: a tool has no API server to ask. */
public final class PolicyReader {
    private static final int TIERS = 4;

    private PolicyReader() {}

    /** The policy as its owner means it, or all violations. */
    public static Reading<Policy> read(ObservabilityPolicy resource) {
        Findings findings = new Findings();
        ObservabilityPolicySpec spec = resource.getSpec();
        if (!findings.require(
                spec != null, "spec", "must be given, was missing", "write e.g. spec: {require: {fields: [team]}}")) {
            return new Reading.Invalid<>(findings.all());
        }
        LabelSelection namespaces = SelectionReader.read("spec.namespaceSelector", spec.namespaceSelector(), findings);
        Requirements requirements = requirements(spec.require(), findings);
        Limits limits = LimitsReader.read(spec.limits(), findings);
        Prohibitions prohibitions = prohibitions(spec.forbid(), findings);
        Optional<FreezeTerms> freeze = Optional.ofNullable(spec.freeze()).map(written -> freeze(written, findings));
        List<Exemption> exceptions = ExceptionsReader.read("spec.exceptions", spec.exceptions(), findings);
        return findings.none()
                ? new Reading.Read<>(new Policy(
                        resource.getMetadata().getName(),
                        namespaces,
                        enforcement(spec.enforcement(), Enforcement.AUDIT),
                        requirements,
                        limits,
                        prohibitions,
                        Optional.ofNullable(spec.queries())
                                .map(Queries::confineToNamespace)
                                .orElse(false),
                        freeze,
                        exceptions))
                : new Reading.Invalid<>(findings.all());
    }

    private static Enforcement enforcement(dev.signalbox.api.v1alpha1.Enforcement written, Enforcement usual) {
        return switch (written) {
            case null -> usual;
            case AUDIT -> Enforcement.AUDIT;
            case WARN -> Enforcement.WARN;
            case DENY -> Enforcement.DENY;
        };
    }

    private static Requirements requirements(Require written, Findings findings) {
        if (written == null) {
            return Requirements.NONE;
        }
        return new Requirements(
                ListItems.given(written.fields()).stream()
                        .map(PolicyReader::field)
                        .collect(Collectors.toSet()),
                tiers("spec.require.sloForTiers", written.sloForTiers(), findings),
                new HashSet<>(CoverageReader.signals(written.signals())));
    }

    private static RequiredField field(Field written) {
        return switch (written) {
            case TEAM -> RequiredField.TEAM;
            case TIER -> RequiredField.TIER;
            case ENVIRONMENT -> RequiredField.ENVIRONMENT;
            case RUNBOOK -> RequiredField.RUNBOOK;
            case DESCRIPTION -> RequiredField.DESCRIPTION;
        };
    }

    private static Set<Integer> tiers(String path, List<Integer> written, Findings findings) {
        return new TreeSet<>(ListItems.read(path, written, findings, (at, tier) -> {
            findings.require(
                    tier >= 1 && tier <= TIERS,
                    at,
                    "must be >= 1 and <= %d, was %d".formatted(TIERS, tier),
                    "write e.g. 1, the most important");
            return Optional.of(tier);
        }));
    }

    private static Prohibitions prohibitions(Forbid written, Findings findings) {
        return written == null
                ? Prohibitions.NONE
                : new Prohibitions(
                        ForbiddenLabels.ofMetrics("spec.forbid.metricLabels", written.metricLabels(), findings),
                        ForbiddenLabels.ofLogs("spec.forbid.logLabels", written.logLabels(), findings),
                        Boolean.TRUE.equals(written.pagingOnCauses()));
    }

    private static FreezeTerms freeze(Freeze written, Findings findings) {
        String path = "spec.freeze.";
        String annotation = Optional.ofNullable(written.overrideAnnotation()).orElse(FreezeTerms.OVERRIDE_ANNOTATION);
        findings.require(
                ObjectLabels.isName(annotation),
                path + "overrideAnnotation",
                "must be a legal name of an annotation, was \"%s\"".formatted(annotation),
                "write e.g. " + FreezeTerms.OVERRIDE_ANNOTATION);
        List<String> users = ListItems.read(path + "exemptUsers", written.exemptUsers(), findings, (at, user) -> {
            findings.require(
                    !user.isBlank(),
                    at,
                    "must name a user, was empty",
                    "write e.g. system:serviceaccount:flagger:flagger");
            return Optional.of(user);
        });
        return new FreezeTerms(
                enforcement(written.whenBudgetExhausted(), Enforcement.WARN),
                tiers(path + "tiers", written.tiers(), findings),
                annotation,
                users);
    }
}
