package dev.signalbox.guardrails.admission;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.ValidationActions;
import dev.signalbox.guardrails.Finding;
import dev.signalbox.guardrails.Subject;
import dev.signalbox.guardrails.SubjectKind;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Violation;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the API server holds our resources against policies by itself: a {@code ValidatingAdmissionPolicy} for each kind, which
 * does nothing, and a binding for each {@code ObservabilityPolicy}, which is its parameter as it is.
 */
public final class GuardrailAdmission {
    private static final String SUFFIX = ".guardrails.signalbox.dev";
    private static final String BINDING = "signalbox-guardrails-";

    /** By the names of their resources in URLs. */
    private static final Map<SubjectKind, String> KINDS = new EnumMap<>(Map.of(
            SubjectKind.SERVICE_OBSERVABILITY, "serviceobservabilities",
            SubjectKind.SLO, "slos",
            SubjectKind.SAMPLING_POLICY, "samplingpolicies"));

    /** What is being deleted can always be, and what was there before its policy may be touched. */
    private static final List<MatchCondition> LOOKED_AT = List.of(
            new MatchCondition("!has(object.metadata.deletionTimestamp)", "stays"),
            new MatchCondition("oldObject == null || object.spec != oldObject.spec", "says-something-else"));

    /**
     * CEL has no clock, but who writes is entered into managedFields with the time of the request. Without that no exception
     * holds.
     */
    private static final List<Variable> VARIABLES = List.of(
            new Variable(
                    "has(object.metadata.managedFields)"
                            + " ? object.metadata.managedFields.filter(m, has(m.time)).map(m, string(m.time)) : []",
                    "times"),
            new Variable("size(variables.times) == 0 ? '9999-12-31' : variables.times.max().substring(0, 10)", "today"),
            new Variable(
                    "has(params.spec.exceptions)"
                            + " ? params.spec.exceptions.filter(e, e.namespace == request.namespace) : []",
                    "exceptions"));

    private GuardrailAdmission() {}

    /** The policies, for all to have; without a binding they do nothing. */
    public static List<ValidatingAdmissionPolicy> policies() {
        return KINDS.keySet().stream().map(GuardrailAdmission::policy).toList();
    }

    /**
     * Has the API server hold resources against a policy.
     *
     * @param namespaces as the resource selects them; nothing: all
     */
    public static List<ValidatingAdmissionPolicyBinding> bindings(Policy policy, LabelSelector namespaces) {
        return KINDS.keySet().stream()
                .filter(kind -> CelRules.ALL.stream()
                        .anyMatch(rule -> rule.kind() == kind && policy.rules().contains(rule.rule())))
                .map(kind -> binding(kind, policy, namespaces))
                .toList();
    }

    /** Whether a binding is one of these. */
    public static boolean isBinding(String name) {
        return name.startsWith(BINDING);
    }

    /** Whether the API server has found the same by itself, and said it. */
    public static boolean tells(Finding finding, Subject subject) {
        return !finding.isExcepted() && decides(finding.rule(), subject);
    }

    private static boolean decides(Rule rule, Subject subject) {
        boolean isSaid = CelRules.ALL.stream().anyMatch(one -> one.kind() == subject.kind() && one.rule() == rule);
        return isSaid
                && switch (subject) {
                    case Subject.Objective objective ->
                        rule != Rule.RUNBOOK || objective.slo().service() instanceof ServiceReference.Named;
                    case Subject.Sampling sampling ->
                        sampling.policy().tail().baselinePercent().isPresent();
                    case Subject.Service _, Subject.Alerts _ -> true;
                };
    }

    private static ValidatingAdmissionPolicy policy(SubjectKind kind) {
        return new ValidatingAdmissionPolicyBuilder()
                .withNewMetadata()
                .withName(name(kind))
                .endMetadata()
                .withNewSpec()
                // It is about our own kinds alone, and must not open for what makes an expression fail.
                .withFailurePolicy("Fail")
                .withNewParamKind("signalbox.dev/v1alpha1", "ObservabilityPolicy")
                .withNewMatchConstraints()
                .addNewResourceRule()
                .withApiGroups("signalbox.dev")
                .withApiVersions("v1alpha1")
                .withOperations("CREATE", "UPDATE")
                .withResources(KINDS.get(kind))
                .withScope("Namespaced")
                .endResourceRule()
                .endMatchConstraints()
                .withMatchConditions(LOOKED_AT)
                .withVariables(VARIABLES)
                .withValidations(CelRules.ALL.stream()
                        .filter(rule -> rule.kind() == kind)
                        .map(GuardrailAdmission::validation)
                        .toList())
                .endSpec()
                .build();
    }

    private static Validation validation(CelRule rule) {
        String covers = "e.rules.exists(r, r in " + paths(rule.rule()) + ")";
        return new ValidationBuilder()
                .withExpression("!(%s) || !(%s) || variables.exceptions.exists(e, e.until >= variables.today && %s)"
                        .formatted(rule.asked(), rule.broken(), covers))
                .withMessage(withoutValues(rule))
                .withMessageExpression(message(rule, covers))
                .withReason("Invalid")
                .build();
    }

    /** All that an exception may say to mean the rule. */
    private static String paths(Rule rule) {
        return Rule.paths().stream()
                .filter(path -> Rule.at(path).contains(rule))
                .map(path -> "'" + path + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The words of every door, with values in their places. */
    private static String message(CelRule rule, String covers) {
        Violation words = rule.words().from(rule.rule().of(CelRule.SHOWN));
        List<String> texts = Arrays.asList(words.toString().split(CelRule.SHOWN, -1));
        StringBuilder expression = new StringBuilder(literal(texts.getFirst()));
        for (int i = 1; i < texts.size(); i++) {
            String value = i <= rule.shown().size() ? rule.shown().get(i - 1) : "params.metadata.name";
            expression.append(" + ").append(value).append(" + ").append(literal(texts.get(i)));
        }
        return expression
                + " + (variables.exceptions.exists(e, %1$s) ? '; its exception ended on ' + variables.exceptions.filter(e, %1$s)[0].until : '')"
                        .formatted(covers);
    }

    /** For an API server that can't evaluate the message. */
    private static String withoutValues(CelRule rule) {
        return "breaks rule " + rule.rule().path() + " of an ObservabilityPolicy";
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static ValidatingAdmissionPolicyBinding binding(SubjectKind kind, Policy policy, LabelSelector namespaces) {
        return new ValidatingAdmissionPolicyBindingBuilder()
                .withNewMetadata()
                .withName(BINDING + KINDS.get(kind) + "-" + policy.name())
                .withLabels(OutputLabels.ofPolicy(policy.name()))
                .endMetadata()
                .withNewSpec()
                .withPolicyName(name(kind))
                // Owned as a whole: with what the API server would fill in left out, it would never hold.
                .withNewMatchResources()
                .withMatchPolicy("Equivalent")
                .withNamespaceSelector(namespaces)
                .withObjectSelector(new LabelSelector())
                .endMatchResources()
                .withNewParamRef()
                .withName(policy.name())
                .withParameterNotFoundAction("Allow")
                .endParamRef()
                .withValidationActions(ValidationActions.of(policy.enforcement()))
                .endSpec()
                .build();
    }

    private static String name(SubjectKind kind) {
        return KINDS.get(kind) + SUFFIX;
    }
}
