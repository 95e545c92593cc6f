package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.math.BigDecimal;
import java.util.List;

/** What an {@link ObservabilityPolicy} asks for. */
@Stored
public record ObservabilityPolicySpec(
        @JsonPropertyDescription("Namespaces that the policy is for; empty or absent: all. "
                + "Example: {matchLabels: {env: production}}.")
        LabelSelector namespaceSelector,

        @JsonPropertyDescription("Audit: report. Warn: warn whoever writes. Deny: refuse. Of several policies on one "
                + "namespace each is judged alone, and the severest verdict wins.")
        @Default("Audit")
        Enforcement enforcement,

        @JsonPropertyDescription("What must be there.") Require require,
        @JsonPropertyDescription("How far each may go.") Limits limits,
        @JsonPropertyDescription("What must not be there.") Forbid forbid,
        @JsonPropertyDescription("What queries may read.") Queries queries,

        @JsonPropertyDescription("What happens to deployments of a service whose error budget is exhausted and whose "
                + "SLO says Freeze.")
        Freeze freeze,

        @JsonPropertyDescription("Who is let off, from what, and until when.") @Size(max = 100) List<Waiver> exceptions) {

    /** What must be there. */
    @Stored
    public record Require(
            @JsonPropertyDescription(
                    "Fields that every ServiceObservability fills, or every SLO where it has the field. "
                            + "Example: [team, runbook].")
            @Size(max = 5) @Shape.Unique List<Field> fields,

            @JsonPropertyDescription("Services of these tiers have at least one SLO. Example: [1].")
            @Size(max = 4) @Shape.Unique List<@Min(1) @Max(4) Integer> sloForTiers,

            @JsonPropertyDescription("Signals that every service sends. Example: [Metrics, Logs, Traces].")
            @Size(max = 4) @Shape.Unique List<Signal> signals) {}

    /** Fields that can be required. */
    public enum Field {
        @JsonProperty("team")
        TEAM,
        @JsonProperty("tier")
        TIER,
        @JsonProperty("environment")
        ENVIRONMENT,
        @JsonProperty("runbook")
        RUNBOOK,
        @JsonProperty("description")
        DESCRIPTION
    }

    /** How far each may go; absent: no limit. */
    @Stored
    public record Limits(
            @JsonPropertyDescription("Most active series of a service. Example: 10000.") @Min(1) @Max(100_000_000) Integer seriesPerService,

            @JsonPropertyDescription("Longest retention of logs. Example: 30d.") @Shape.Duration
            String logRetention,

            @JsonPropertyDescription("Longest retention of archived logs. Example: 400d.") @Shape.Duration
            String archiveRetention,

            @JsonPropertyDescription("Longest retention of traces. Example: 14d.") @Shape.Duration
            String traceRetention,

            @JsonPropertyDescription("Highest baseline of sampling, in percent. Example: 20.") @Shape.Percent
            BigDecimal baselineSamplingPercent,

            @JsonPropertyDescription("Highest objective, in percent. Example: 99.99.")
            @Min(value = 0, inclusive = false) @Max(value = 100, inclusive = false) BigDecimal objective,

            @JsonPropertyDescription("Most SLOs of a service. Example: 8.") @Min(1) @Max(1000) Integer slosPerService,

            @JsonPropertyDescription("Most that the telemetry of a service may cost a month, in the stack's currency. "
                    + "Example: \"500\".")
            @Shape.Price
            String costPerServicePerMonth) {}

    /** What must not be there. */
    @Stored
    public record Forbid(
            @JsonPropertyDescription("Labels that metrics must not carry; a service that has them drops them. "
                    + "Example: [user_id, email].")
            @Size(max = 64) @Shape.Unique List<@Shape.PrometheusLabel String> metricLabels,

            @JsonPropertyDescription("Labels that streams of logs must not carry. Example: [trace_id].")
            @Size(max = 64) @Shape.Unique List<@Shape.PrometheusLabel String> logLabels,

            @JsonPropertyDescription(
                    "True: no alert of a paging severity may read resource metrics (CPU, memory, " + "disk) only.")
            @Default("false")
            Boolean pagingOnCauses) {}

    /** What queries may read. */
    @Stored
    public record Queries(
            @JsonPropertyDescription(
                    "True: every selector of a rule gets namespace=\"<its own>\". Dashboards are not " + "confined.")
            @Default("false")
            Boolean confineToNamespace) {}

    /** Deployments while the budget is exhausted. */
    @Stored
    public record Freeze(
            @JsonPropertyDescription("Audit: report a deployment. Warn: warn whoever deploys. Deny: refuse; scaling, "
                    + "rollbacks and restarts pass.")
            @Default("Warn")
            Enforcement whenBudgetExhausted,

            @JsonPropertyDescription("Services of these tiers; absent: all. Example: [1].") @Size(max = 4) @Shape.Unique List<@Min(1) @Max(4) Integer> tiers,

            @JsonPropertyDescription("Annotation on a workload that lets a deployment pass; its value is the reason, "
                    + "and lands in the audit log.")
            @Default("signalbox.dev/freeze-override")
            @Pattern("^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$") @Size(min = 1, max = 317) String overrideAnnotation,

            @JsonPropertyDescription("Users that always pass: controllers that deploy in steps. "
                    + "Example: [\"system:serviceaccount:flagger:flagger\"].")
            @Size(max = 32) @Shape.Unique List<@Size(min = 1, max = 512) String> exemptUsers) {}

    /** One namespace is let off some rules for some time. */
    @Stored
    public record Waiver(
            @JsonPropertyDescription("The namespace. Example: legacy.") @Required @Shape.Label
            String namespace,

            @JsonPropertyDescription("Rules by their path in this spec, or a whole part. Example: [require.signals].")
            @Required
            @Size(min = 1, max = 20) @Shape.Unique List<@Pattern("^(require|limits|forbid|queries|freeze)([.][A-Za-z]+)?$") @Size(max = 63) String> rules,

            @JsonPropertyDescription("Last day on which it holds, UTC. Example: \"2027-03-31\".")
            @Required
            @Size(max = 10) @ValidationRule(
                    value = "self.matches('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')",
                    message = "must be a day, year-month-day; write e.g. \"2027-03-31\"")
            String until,

            @JsonPropertyDescription("Why. Example: retired in Q1.") @Required @Size(min = 1, max = 512) String reason) {}
}
