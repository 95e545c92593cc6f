package dev.signalbox.freeze;

import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.kube.ValidationActions;
import dev.signalbox.model.policy.Enforcement;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.AuditAnnotation;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import java.util.List;
import java.util.Map;

/**
 * How the API server holds deployments back by itself: one policy for all clusters, which does nothing, and a binding for each
 * {@code ObservabilityPolicy} with a freeze, which has it look at that policy's gates.
 */
public final class FreezeAdmission {
    /** Of the policy; keys of audit annotations begin with it. */
    public static final String NAME = "freeze.signalbox.dev";

    private static final String BINDING = "signalbox-freeze-";

    /** Whose lists may hold a workload that is not served here; a rule for it does no harm. */
    private static final Map<String, List<String>> RESOURCES =
            Map.of("apps", List.of("deployments", "statefulsets"), "argoproj.io", List.of("rollouts"));

    /** What is being deleted can always be, and what does not change pods is no deployment. */
    private static final List<MatchCondition> LOOKED_AT = List.of(
            new MatchCondition("!has(object.metadata.deletionTimestamp)", "not-being-deleted"),
            new MatchCondition("!(request.userInfo.username in params.spec.exemptUsers)", "not-exempt"),
            new MatchCondition(
                    "has(object.metadata.name) && params.spec.workloads.exists(w, w.kind == request.kind.kind"
                            + " && w.name == object.metadata.name)",
                    "frozen"),
            new MatchCondition(
                    "has(object.spec.template) && (oldObject == null || !has(oldObject.spec.template)"
                            + " || object.spec.template.spec != oldObject.spec.template.spec)",
                    "other-pods"));

    private static final String KNOWN = "params.spec.workloads.exists(w, w.kind == request.kind.kind"
            + " && w.name == object.metadata.name && w.revisions.exists(r, has(r.spec)"
            + " ? r.spec == object.spec.template.spec"
            + " : r.images == object.spec.template.spec.containers.map(c, c.image)))";

    /** Its value as text: what is not known to be text makes a policy invalid where an audit annotation uses it. */
    private static final String OVERRIDE = "has(object.metadata.annotations)"
            + " && params.spec.overrideAnnotation in object.metadata.annotations"
            + " ? string(object.metadata.annotations[params.spec.overrideAnnotation]) : ''";

    /**
     * CEL has no clock, but who writes is entered into managedFields with the time of the request. Times of one form are
     * compared as text: one that can't be read would be an error, and an error lets pass without a word.
     */
    private static final String LAPSED = "has(object.metadata.managedFields)"
            + " && object.metadata.managedFields.exists(m, has(m.time)"
            + " && string(m.time) > string(params.spec.until))";

    private static final List<Variable> VARIABLES =
            List.of(new Variable(KNOWN, "known"), new Variable(OVERRIDE, "override"), new Variable(LAPSED, "lapsed"));

    private static final List<AuditAnnotation> AUDITED = List.of(
            new AuditAnnotation("override", "!variables.known ? variables.override : ''"),
            new AuditAnnotation(
                    "opened-by-itself",
                    "!variables.known && variables.override == '' && variables.lapsed"
                            + " ? 'the gate was to stay closed until ' + string(params.spec.until) : ''"));

    private FreezeAdmission() {}

    /** The policy, for all to have; without a binding it does nothing. */
    public static ValidatingAdmissionPolicy policy() {
        return new ValidatingAdmissionPolicyBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewSpec()
                .withFailurePolicy("Ignore")
                .withNewParamKind("signalbox.dev/v1alpha1", "FreezeGate")
                .withNewMatchConstraints()
                .withResourceRules(RESOURCES.keySet().stream()
                        .sorted()
                        .map(FreezeAdmission::rule)
                        .toList())
                .endMatchConstraints()
                .withMatchConditions(LOOKED_AT)
                .withVariables(VARIABLES)
                .addNewValidation()
                .withExpression("variables.known || variables.override != '' || variables.lapsed")
                .withMessage("the error budget of the service is exhausted")
                .withMessageExpression("string(params.spec.message)")
                .withReason("Forbidden")
                .endValidation()
                .withAuditAnnotations(AUDITED)
                .endSpec()
                .build();
    }

    private static NamedRuleWithOperations rule(String group) {
        return new NamedRuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions("*")
                .withOperations("CREATE", "UPDATE")
                .withResources(RESOURCES.get(group))
                .withScope("Namespaced")
                .build();
    }

    /**
     * Has the API server look at the gates of one {@code ObservabilityPolicy}.
     *
     * @param policy name of the resource
     * @param namespaces as the resource selects them; nothing: all
     */
    public static ValidatingAdmissionPolicyBinding binding(
            String policy, LabelSelector namespaces, Enforcement enforcement) {
        return new ValidatingAdmissionPolicyBindingBuilder()
                .withNewMetadata()
                .withName(BINDING + policy)
                .withLabels(OutputLabels.ofPolicy(policy))
                .endMetadata()
                .withNewSpec()
                .withPolicyName(NAME)
                // Owned as a whole: with what the API server would fill in left out, it would never hold.
                .withNewMatchResources()
                .withMatchPolicy("Equivalent")
                .withNamespaceSelector(namespaces)
                .withObjectSelector(new LabelSelector())
                .endMatchResources()
                .withNewParamRef()
                .withNewSelector()
                .addToMatchLabels(OutputLabels.POLICY, policy)
                .endSelector()
                .withParameterNotFoundAction("Allow")
                .endParamRef()
                .withValidationActions(ValidationActions.of(enforcement))
                .endSpec()
                .build();
    }
}
