package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.Deadline;
import dev.signalbox.freeze.FreezeAdmission;
import dev.signalbox.guardrails.Door;
import dev.signalbox.guardrails.RuleCase;
import dev.signalbox.guardrails.admission.GuardrailAdmission;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.testing.LocalCluster;
import dev.signalbox.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every rule, however hard, at the doors of a real API server and in the status of what is there, with one start of the packaged
 * operator for all; {@code RulesAtDoorsTest} asks the command line, and the same of each door alone.
 */
@ExtendWith(LocalCluster.class)
class RulesAtDoorsIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String STACK = "kind: ObservabilityStack";

    private final List<PlacedRule> rules = new ArrayList<>();
    private final List<HasMetadata> admission = Stream.<HasMetadata>concat(
                    GuardrailAdmission.policies().stream(), Stream.of(FreezeAdmission.policy()))
            .toList();
    private PlacedRules cluster;
    private InstalledWebhook webhook;

    /** Who answers when something is written. */
    private enum Answering {
        WEBHOOK,
        BOTH,
        ADMISSION_POLICIES
    }

    @BeforeEach
    void declare(LocalCluster.Namespace here) throws IOException {
        webhook = InstalledWebhook.of(here, Map.of(PlacedRules.LABEL, here.name()));
        cluster = new PlacedRules(here);
        cluster.delete(admission); // as other tests left them
        List<RuleCase> cases = RuleCase.all().toList();
        for (int i = 0; i < cases.size(); i++) {
            for (Enforcement enforcement : Enforcement.values()) {
                rules.add(PlacedRule.of(here.name() + "-" + i, cases.get(i), enforcement));
            }
        }
        rules.forEach(cluster::declare);
        rules.stream()
                .filter(PlacedRules::isFreeze)
                .map(RulesAtDoorsIT::binding)
                .forEach(cluster::apply);
    }

    /** The operator writes that of a freeze only where it is granted to freeze. */
    private static HasMetadata binding(PlacedRule placed) {
        return FreezeAdmission.binding(
                placed.name(),
                new LabelSelectorBuilder()
                        .addToMatchLabels(Policy.NAMESPACE_NAME, placed.name())
                        .build(),
                placed.enforcement());
    }

    @AfterEach
    void remove() {
        cluster.close(rules);
        cluster.delete(admission);
        webhook.close();
    }

    @Test
    void everyDoorSaysTheSameAsHardAsThePolicyIs() {
        Map<String, String> settings = webhook.settings(webhook.port());
        settings.remove("SIGNALBOX_NAMESPACES");
        settings.put("SIGNALBOX_GUARDRAILS_ENABLED", "true");
        try (RunningOperator operator = webhook.operate(settings)) {
            awaitAll("in status", rule -> !needsStack(rule), PlacedRule::reconciled, cluster::reconciled);
            rules.stream()
                    .flatMap(rule -> rule.rule().beside().stream())
                    .filter(text -> text.contains(STACK))
                    .distinct()
                    .forEach(cluster::create);
            awaitAll("in status", RulesAtDoorsIT::needsStack, PlacedRule::reconciled, cluster::reconciled);

            rules.forEach(cluster::makeRoom);
            awaitAnswers(Answering.WEBHOOK);
            admission.forEach(cluster::apply);
            awaitAnswers(Answering.BOTH);
            assertThat(operator.log().lines().filter(line -> line.contains("\"level\":\"ERROR\"")))
                    .as("beside that there were no admission policies to bind to at first")
                    .allSatisfy(line -> assertThat(line).contains("unable to get policy"));
            operator.kill();
        }
        awaitAnswers(Answering.ADMISSION_POLICIES);
    }

    private void awaitAnswers(Answering answering) {
        awaitAll(
                "answered by " + answering,
                _ -> true,
                rule -> expected(rule, answering),
                rule -> cluster.written(rule, rule.rule().wrong()));
        assertThat(rules)
                .allSatisfy(rule -> assertThat(cluster.written(rule, rule.rule().right()))
                        .as("%s answered by %s", rule, answering)
                        .isEmpty());
    }

    private static List<String> expected(PlacedRule rule, Answering answering) {
        boolean celCan = rule.rule().isDecidedAt(Door.ADMISSION_POLICY);
        boolean byPolicy = celCan && answering != Answering.WEBHOOK;
        boolean byWebhook = rule.rule().isDecidedAt(Door.WEBHOOK) && answering != Answering.ADMISSION_POLICIES;
        return switch (rule.enforcement()) {
            case AUDIT -> List.of();
            case WARN -> said(rule, byPolicy, byWebhook && !celCan); // what it takes the API server to have said
            case DENY -> said(rule, byPolicy, byWebhook);
        };
    }

    /** The API server asks its own policies first. */
    private static List<String> said(PlacedRule rule, boolean byPolicy, boolean byWebhook) {
        return Stream.of(byPolicy ? Door.ADMISSION_POLICY : Door.WEBHOOK)
                .filter(_ -> byPolicy || byWebhook)
                .map(door -> "%s by %s: %s"
                        .formatted(rule.enforcement(), door, rule.rule().told()))
                .toList();
    }

    private static boolean needsStack(PlacedRule rule) {
        return rule.rule().beside().stream().anyMatch(text -> text.contains(STACK));
    }

    /** Waits until each is as expected; what isn't in the end is told with what it is instead. */
    private <T> void awaitAll(
            String what,
            Predicate<PlacedRule> which,
            Function<PlacedRule, T> expected,
            Function<PlacedRule, T> actual) {
        SortedMap<String, T> wanted = new TreeMap<>();
        SortedMap<String, T> is = new TreeMap<>();
        List<PlacedRule> pending = new ArrayList<>(rules.stream().filter(which).toList());
        pending.forEach(rule -> wanted.put(rule.toString(), expected.apply(rule)));
        Deadline.in(SOON).until(() -> {
            pending.removeIf(rule -> {
                T now = actual.apply(rule);
                is.put(rule.toString(), now);
                return now.equals(wanted.get(rule.toString()));
            });
            return pending.isEmpty();
        });
        pending.forEach(rule ->
                assertThat(is.get(rule.toString())).as("%s: %s", what, rule).isEqualTo(wanted.get(rule.toString())));
        assertThat(is).as(what).isNotEmpty().isEqualTo(wanted);
    }
}
