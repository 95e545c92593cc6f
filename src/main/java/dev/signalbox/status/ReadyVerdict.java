package dev.signalbox.status;

import static dev.signalbox.status.Verdict.Type.READY;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the rules of an SLO work, as far as there is evidence. */
final class ReadyVerdict {
    /** How long a server may take to load rules and to evaluate them. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private ReadyVerdict() {}

    /**
     * @param changedAt when the rules were last changed in the cluster
     * @param before the condition as it was told of this same generation
     */
    static Verdict of(RuleEvidence evidence, Instant changedAt, Optional<Condition> before, Instant now) {
        boolean patient = now.isBefore(changedAt.plus(PATIENCE));
        return switch (evidence) {
            case RuleEvidence.NoChannel _ ->
                Verdict.yes(
                        READY,
                        Reason.APPLIED,
                        "the rules are applied; whether they are loaded is not known, because the stack has no "
                                + "spec.metrics.queryUrl");
            case RuleEvidence.NotAsked _ -> before.map(ReadyVerdict::asBefore).orElseGet(ReadyVerdict::awaitingReload);
            case RuleEvidence.Unreachable(String why) -> Verdict.unknown(READY, Reason.BACKEND_UNREACHABLE, why);
            case RuleEvidence.Absent _ when patient -> awaitingReload();
            case RuleEvidence.Absent _ ->
                Verdict.no(
                        READY,
                        Reason.RULES_NOT_LOADED,
                        "the server does not have the rules: check that spec.metrics.queryUrl of the stack is the server "
                                + "that takes them in, and the ruleSelector and ruleNamespaceSelector of its Prometheus "
                                + "object, whose labels belong into spec.metrics.rules.labels");
            case RuleEvidence.Unselected(List<String> why) ->
                Verdict.no(
                        READY,
                        Reason.RULES_NOT_LOADED,
                        "the server does not have the rules: " + String.join("; ", why));
            case RuleEvidence.Unevaluated _
            when patient ->
                Verdict.unknown(
                        READY,
                        Reason.AWAITING_FIRST_EVALUATION,
                        "the server has the rules and will evaluate all of them within five minutes");
            case RuleEvidence.Unevaluated _ ->
                Verdict.no(
                        READY,
                        Reason.RULE_ERROR,
                        "the server has the rules and has not evaluated all of them for ten minutes");
            case RuleEvidence.NoSuchBucket missing -> Verdict.no(READY, Reason.NO_SUCH_BUCKET, missing.message());
            case RuleEvidence.Failing(String rule, String message) ->
                Verdict.no(READY, Reason.RULE_ERROR, rule + ": " + message);
            case RuleEvidence.ScrapedOtherwise scraped ->
                Verdict.yes(READY, Reason.SCRAPE_INTERVAL_MISMATCH, scraped.message());
            case RuleEvidence.Loaded _ ->
                Verdict.yes(READY, Reason.RULES_LOADED, "the server has the rules, and they evaluate");
        };
    }

    /** It is a matter of time: look again soon. */
    static boolean isPending(Condition ready) {
        return Verdict.Truth.UNKNOWN.text().equals(ready.getStatus());
    }

    private static Verdict awaitingReload() {
        return Verdict.unknown(
                READY, Reason.AWAITING_RELOAD, "the rules are applied; the server has not loaded them yet");
    }

    private static Verdict asBefore(Condition before) {
        for (Verdict.Truth truth : Verdict.Truth.values()) {
            if (truth.text().equals(before.getStatus())) {
                return new Verdict(READY, truth, before.getReason(), before.getMessage());
            }
        }
        return awaitingReload();
    }
}
