package dev.signalbox.intake.policy;

import dev.signalbox.api.v1alpha1.ObservabilityPolicySpec.Waiver;
import dev.signalbox.intake.Findings;
import dev.signalbox.intake.pipeline.ListItems;
import dev.signalbox.intake.pipeline.ObjectNames;
import dev.signalbox.intake.schema.Suggestion;
import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.Rule;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads who is let off. Of two exceptions for one rule in one namespace nobody could say which day counts. */
final class ExceptionsReader {
    private final Findings findings;
    /** Where each rule of each namespace was excepted first. */
    private final Map<Excepted, String> seen = new HashMap<>();

    private record Excepted(String namespace, Rule rule) {}

    private ExceptionsReader(Findings findings) {
        this.findings = findings;
    }

    static List<Exemption> read(String path, List<Waiver> written, Findings findings) {
        return ListItems.read(path, written, findings, new ExceptionsReader(findings)::exception);
    }

    private Optional<Exemption> exception(String path, Waiver written) {
        String namespace = Optional.ofNullable(written.namespace()).orElse("");
        ObjectNames.requireLabel(path + ".namespace", written.namespace(), "legacy", findings);
        Set<Rule> rules = rules(path + ".rules", namespace, written.rules());
        Optional<LocalDate> until = day(path + ".until", written.until());
        String reason = Optional.ofNullable(written.reason()).orElse("");
        findings.require(
                !reason.isBlank(), path + ".reason", "must say why, was missing", "write e.g. \"retired in Q1\"");
        return until.map(day -> new Exemption(namespace, rules, day, reason));
    }

    private Set<Rule> rules(String path, String namespace, List<String> written) {
        findings.require(
                !ListItems.given(written).isEmpty(),
                path,
                "must name at least one rule, was " + (written == null ? "missing" : "empty"),
                "write e.g. [require.signals]");
        Set<Rule> rules = new TreeSet<>();
        ListItems.read(path, written, findings, (at, name) -> {
            Set<Rule> named = Rule.at(name);
            findings.require(
                    !named.isEmpty(),
                    at,
                    "must be a rule by its path in the spec, or a whole part of it; was \"%s\"".formatted(name),
                    "write e.g. " + Suggestion.nearest(name, Rule.paths()).orElse("require.signals"));
            named.stream().sorted().forEach(rule -> once(at, namespace, rule, rules));
            return Optional.of(name);
        });
        return rules;
    }

    /** The same rule twice in one exception says nothing new: {@code [require, require.team]}. */
    private void once(String path, String namespace, Rule rule, Set<Rule> rules) {
        if (rules.add(rule)) {
            String first = seen.putIfAbsent(new Excepted(namespace, rule), path);
            findings.require(
                    first == null,
                    path,
                    "must be excepted once in a namespace, was %s as at %s".formatted(rule.path(), first),
                    "remove it from one of them");
        }
    }

    private Optional<LocalDate> day(String path, String written) {
        try {
            return Optional.of(LocalDate.parse(Optional.ofNullable(written).orElse("")));
        } catch (DateTimeParseException e) {
            findings.add(
                    path,
                    "must be a day, year-month-day, was " + (written == null ? "missing" : "\"" + written + "\""),
                    "write e.g. \"2027-03-31\"");
            return Optional.empty();
        }
    }
}
