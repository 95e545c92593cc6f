package dev.signalbox.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.api.v1alpha1.BurnRates;
import dev.signalbox.api.v1alpha1.Redaction;
import dev.signalbox.api.v1alpha1.Shape;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Map;

/** Schemas that no annotation can give: types of Kubernetes, with its own bounds, and unions. */
final class KnownTypes {

    // As metav1.Condition says it, with its bounds.
    private static final String CONDITION = """
            type: object
            required: [type, status, lastTransitionTime, reason, message]
            properties:
              type:
                type: string
                maxLength: 316
                pattern: ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$
                description: "What is judged: Accepted, ResolvedRefs, Applied, Ready, or one of the kind's own."
              status:
                type: string
                enum: ["True", "False", Unknown]
                description: Whether it holds.
              observedGeneration:
                type: integer
                format: int64
                minimum: 0
                description: The generation of the spec that the judgement is about.
              lastTransitionTime:
                type: string
                format: date-time
                maxLength: 64
                description: When status changed last.
              reason:
                type: string
                minLength: 1
                maxLength: 1024
                pattern: ^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$
                description: Why, in one word.
              message:
                type: string
                maxLength: 32768
                description: Why, and what to do, for people.
            """;

    private static final String LABEL_SELECTOR = """
            type: object
            x-kubernetes-map-type: atomic
            properties:
              matchLabels:
                type: object
                maxProperties: 32
                additionalProperties: {type: string, maxLength: 63}
                description: "Labels and the values that they have. Example: {app: checkout}."
              matchExpressions:
                type: array
                maxItems: 16
                description: Requirements; all must hold.
                items:
                  type: object
                  required: [key, operator]
                  properties:
                    key:
                      type: string
                      minLength: 1
                      maxLength: 317
                      description: Name of the label.
                    operator:
                      type: string
                      enum: [In, NotIn, Exists, DoesNotExist]
                      description: What holds between the label and the values.
                    values:
                      type: array
                      maxItems: 64
                      x-kubernetes-list-type: atomic
                      items: {type: string, maxLength: 63}
                      description: Values, for In and NotIn.
            """;

    private static final String TOLERATION = """
            type: object
            properties:
              key:
                type: string
                maxLength: 317
                description: "Name of the taint; absent: all taints."
              operator:
                type: string
                enum: [Exists, Equal]
                description: Whether the value matters.
              value:
                type: string
                maxLength: 63
                description: Value of the taint, for Equal.
              effect:
                type: string
                enum: [NoSchedule, PreferNoSchedule, NoExecute]
                description: "Effect of the taint; absent: all effects."
              tolerationSeconds:
                type: integer
                format: int64
                description: "How long a NoExecute taint is stood; absent: for ever."
            """;

    private static final String QUANTITY = """
            x-kubernetes-int-or-string: true
            anyOf:
            - type: integer
            - type: string
            maxLength: 32
            pattern: ^[0-9]+(\\.[0-9]+)?(m|k|Ki|[MGTPE]i?)?$
            """;

    // A schema can't say "a string or a list", so there is no type: each bound holds for its own shape only, and what
    // has
    // neither shape (a number) is reported by intake.
    private static final String BURN_RATES = """
            x-kubernetes-preserve-unknown-fields: true
            pattern: ^(Standard|Relaxed)$
            maxLength: 8
            maxProperties: 0
            minItems: 1
            maxItems: 12
            items:
              type: object
              required: [severity, long, short]
              properties:
                severity:
                  type: string
                  enum: [Page, Ticket]
                  description: Who is told.
                consumed:
                  type: number
                  minimum: 0
                  exclusiveMinimum: true
                  maximum: 100
                  description: "Percent of the budget that is spent when the row fires. Either this or burnRate. Example: 2."
                burnRate:
                  type: number
                  minimum: 0
                  exclusiveMinimum: true
                  maximum: 100000
                  description: "How many times as fast as the budget allows. Either this or consumed. Example: 14.4."
                long:
                  type: string
                  minLength: 2
                  maxLength: 32
                  pattern: DURATION
                  description: "The window that must burn. Example: 1h."
                short:
                  type: string
                  minLength: 2
                  maxLength: 32
                  pattern: DURATION
                  description: "The window that must burn too, so that the alert ends soon after the errors. Example: 5m."
            """.replace(
            "DURATION", Shape.Duration.class.getAnnotation(Pattern.class).value());

    // The same for "a string or an object".
    private static final String REDACTION = """
            x-kubernetes-preserve-unknown-fields: true
            pattern: ^(CreditCard|Email)$
            maxLength: 10
            maxItems: 0
            maxProperties: 2
            required: [name, pattern]
            properties:
              name:
                type: string
                minLength: 1
                maxLength: 63
                pattern: ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
                description: "What it is called in counts. Example: iban."
              pattern:
                type: string
                minLength: 1
                maxLength: 256
                description: "RE2 of what is masked. Example: [A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}."
            """;

    /** Something of Kubernetes that is kept as it is. */
    private static final String ANY_OBJECT = """
            type: object
            x-kubernetes-preserve-unknown-fields: true
            maxProperties: 100
            """;

    private static final Map<Class<?>, String> SCHEMAS = Map.of(
            JsonNode.class, ANY_OBJECT,
            Condition.class, CONDITION,
            LabelSelector.class, LABEL_SELECTOR,
            Toleration.class, TOLERATION,
            Quantity.class, QUANTITY,
            BurnRates.class, BURN_RATES,
            Redaction.class, REDACTION);

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private KnownTypes() {}

    /** The schema of a known type with the field's own description, default and rules; else the given one. */
    static JSONSchemaProps replace(Class<?> type, JSONSchemaProps generated) {
        if (!SCHEMAS.containsKey(type)) {
            return generated;
        }
        JSONSchemaProps known = YAML.unmarshal(SCHEMAS.get(type), JSONSchemaProps.class);
        known.setDescription(generated.getDescription());
        known.setDefault(generated.getDefault());
        known.setXKubernetesValidations(new ArrayList<>(generated.getXKubernetesValidations()));
        return known;
    }
}
