package dev.signalbox.guardrails;

import dev.signalbox.guardrails.RuleTable.Row;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Rule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A row of the table of rules: an object that breaks the rule, and one that doesn't; the same for every door. Texts are documents
 * in YAML, in namespace {@code shop}, of policy {@code guard}.
 *
 * @param row of the table
 * @param policy with {@code <enforcement>} in its place
 * @param wrong breaks it
 * @param right doesn't
 * @param told what is said of the first, at each door
 * @param beside what has to be there too
 */
public record RuleCase(Row row, String policy, String wrong, String right, String told, List<String> beside) {
    private static final String NAMESPACE = "shop";
    private static final String NAME = "guard";
    private static final String ENFORCEMENT = "<enforcement>";

    public RuleCase {
        beside = List.copyOf(beside);
    }

    /** At least one for each row. */
    public static Stream<RuleCase> all() {
        return Stream.of(DeclaredRuleCases.all(), MeasuredRuleCases.all(), ForeignRuleCases.all())
                .flatMap(cases -> cases);
    }

    /** The one case of a rule that is decided of one kind, by one look. */
    public static RuleCase of(Rule rule) {
        return all().filter(one -> one.row().rule() == rule).findFirst().orElseThrow();
    }

    /**
     * @param looksAt how {@link Row#looksAt()} of the row begins
     * @param fields of the policy's spec
     * @param words what is said, without the policy
     */
    static RuleCase of(
            Rule rule,
            String kind,
            String looksAt,
            String fields,
            String wrong,
            String right,
            String words,
            String... beside) {
        Row row = RuleTable.rows().stream()
                .filter(one -> one.rule() == rule
                        && one.kind().contains(kind)
                        && one.looksAt().startsWith(looksAt))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row of " + rule + " of " + kind + ": " + looksAt));
        String policy = """
                apiVersion: signalbox.dev/v1alpha1
                kind: ObservabilityPolicy
                metadata: {name: %s}
                spec:
                  enforcement: %s
                  %s
                """.formatted(NAME, ENFORCEMENT, fields);
        return new RuleCase(
                row,
                policy,
                wrong,
                right,
                "%s (policy %s, rule %s)".formatted(words, NAME, rule.path()),
                List.of(beside));
    }

    /** An object of {@code shop}. */
    static String document(String apiVersion, String kind, String name, String fields) {
        return """
                apiVersion: %s
                kind: %s
                metadata: {name: %s, namespace: %s}
                %s
                """.formatted(apiVersion, kind, name, NAMESPACE, fields);
    }

    /** The same case in another namespace, of a policy of another name. */
    public RuleCase in(String namespace, String name) {
        return new RuleCase(
                row,
                moved(policy, namespace, name),
                moved(wrong, namespace, name),
                moved(right, namespace, name),
                moved(told, namespace, name),
                beside.stream().map(text -> moved(text, namespace, name)).toList());
    }

    private static String moved(String text, String namespace, String name) {
        return text.replace(NAMESPACE, namespace).replace(NAME, name);
    }

    /** Whether the table says that a door decides it. */
    public boolean isDecidedAt(Door door) {
        return row.doors().contains(door);
    }

    /** The policy; fields of its spec may follow. */
    public String policy(Enforcement enforcement) {
        String name = enforcement.name();
        return policy.replace(ENFORCEMENT, name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return row.rule().path() + " of " + row.kind() + " by " + row.looksAt();
    }
}
