package dev.signalbox.status;

/** Why a condition is as it is. Prerequisites and notices of a compilation bring reasons of their own. */
public enum Reason {
    /** The spec is right. */
    ACCEPTED("Accepted"),
    /** The spec is wrong; the message says how, and what to write instead. */
    INVALID("Invalid"),
    /** Everything that is referred to is there. */
    RESOLVED("Resolved"),
    /** Something that is referred to is not there. */
    REFERENCE_NOT_FOUND("ReferenceNotFound"),
    /** The condition depends on Accepted, which is false. */
    NOT_ACCEPTED("NotAccepted"),
    /** All outputs are in the cluster. */
    APPLIED("Applied"),
    /** An object of that name is somebody else's. */
    CONTENDED("Contended"),
    /** The API server refuses an output. */
    REFUSED("Refused"),
    /** The cluster does not serve the kind of an output. */
    KIND_NOT_SERVED("KindNotServed"),
    /** The server has the rules, and they evaluate. */
    RULES_LOADED("RulesLoaded"),
    /** The rules were changed a short while ago and the server has not taken them in yet. */
    AWAITING_RELOAD("AwaitingReload"),
    /** The server has taken the rules in and has not evaluated all of them yet. */
    AWAITING_FIRST_EVALUATION("AwaitingFirstEvaluation"),
    /** The server does not have the rules. */
    RULES_NOT_LOADED("RulesNotLoaded"),
    /** The server can't evaluate a rule; the message is the server's. */
    RULE_ERROR("RuleError"),
    /** The server can't be asked. */
    BACKEND_UNREACHABLE("BackendUnreachable"),
    /** The indicator returns data. */
    DATA_RETURNED("DataReturned"),
    /** The indicator has never returned data. */
    NEVER_SEEN("NeverSeen"),
    /** No bucket of a latency's histogram ends at the threshold. */
    NO_SUCH_BUCKET("NoSuchBucket"),
    /** The ledger counts with another scrape interval than that of the samples. */
    SCRAPE_INTERVAL_MISMATCH("ScrapeIntervalMismatch"),
    /** The window still holds cells that were counted with another indicator. */
    INDICATOR_CHANGED("IndicatorChanged"),
    /** The indicator used to return data. */
    DATA_VANISHED("DataVanished"),
    /** Another resource claims the same, and comes first by name. */
    CONFLICTED("Conflicted"),
    /** There is no stack, so there are no collectors. */
    NO_STACK("NoStack"),
    /** The stack names nobody who takes telemetry, so there are no collectors. */
    NO_BACKENDS("NoBackends"),
    /** The namespace of the gateways is not there. */
    NAMESPACE_MISSING("NamespaceMissing"),
    /** The operator may not write what collectors need. */
    RIGHTS_MISSING("RightsMissing"),
    /** Collectors are about to run with it. */
    AWAITING_COLLECTORS("AwaitingCollectors"),
    /** A configuration is being tried. */
    TRYING_CONFIGURATION("TryingConfiguration"),
    /** Collectors are being replaced. */
    ROLLING_OUT("RollingOut"),
    /** Collectors run with the configuration. */
    ROLLED_OUT("RolledOut"),
    /** Some collectors don't work at the moment. */
    COLLECTORS_NOT_READY("CollectorsNotReady"),
    /** The collector does not start with the configuration; the message is the collector's. */
    CONFIGURATION_REJECTED("ConfigurationRejected"),
    /** All gateways run the sampling file that they were given. */
    RELOADED("Reloaded"),
    /** Some gateways don't run the sampling file that they were given a short while ago. */
    RELOADING("Reloading"),
    /** Some gateways don't run the sampling file that they were given long enough ago. */
    NOT_RELOADED("NotReloaded"),
    /** What gateways run can't be asked for. */
    NOT_OBSERVED("NotObserved"),
    /** The sampling file changed a short while ago, and what was written since waits. */
    SAMPLING_WAITS("SamplingWaits"),
    /** Every workload that counts is instrumented. */
    ALL_INSTRUMENTED("AllInstrumented"),
    /** Some workloads are not instrumented; the message names the first. */
    NOT_INSTRUMENTED("NotInstrumented"),
    /** Every required signal was seen lately, or does not apply. */
    SEEN("Seen"),
    /** A required signal was not seen, though a service was declared. */
    NOT_SEEN("NotSeen"),
    /** No workload has the labels that a service selects by. */
    NO_WORKLOADS("NoWorkloads"),
    /** The stack names nobody who could be asked for series. */
    NO_SERVER("NoServer"),
    /** What telemetry costs a month is more than costBudget.perMonth. */
    COST_BUDGET_EXCEEDED("CostBudgetExceeded"),
    /** Nobody wrote an SLO for a service of tier 1. */
    TIER_ONE_WITHOUT_SLO("TierOneWithoutSlo"),
    /** Collectors did not become ready with the configuration, and went back to the last good one. */
    ROLLOUT_FAILED("RolloutFailed"),
    /** Percentages follow what is measured. */
    FOLLOWING("Following"),
    /** Nobody can be asked for measurements; the message says what to write. */
    METRICS_NOT_ASKED("MetricsNotAsked"),
    /** Nothing that percentages depend on was measured lately. */
    STALE_INPUTS("StaleInputs"),
    /** The servers that were asked have answered. */
    ANSWERED("Answered"),
    /** Routes are where an Alertmanager takes them in, and match. */
    ROUTED("Routed"),
    /** No Alertmanager takes the routes in, or none lets them match; the message says what to change. */
    ROUTES_UNREACHABLE("RoutesUnreachable"),
    /** Silences are made when a deployment is seen. */
    SILENCING("Silencing"),
    /** The server says that it keeps telemetry as long as was asked for. */
    RETENTION_APPLIED("RetentionApplied"),
    /** The server says something else. */
    RETENTION_NOT_APPLIED("RetentionNotApplied"),
    /** Loki deletes nothing, whatever it is told. */
    COMPACTOR_REQUIRED("CompactorRequired"),
    /** What is to be told is more than an object of Kubernetes holds. */
    TOO_LARGE("TooLarge"),
    /** The server can't do what was asked for. */
    NOT_SUPPORTED("NotSupported"),
    /** What may not be cut is more than the budget. */
    BUDGET_INFEASIBLE("BudgetInfeasible"),
    /** Series are below 80 % of their limit, and as far as it was looked at, below the limits of metrics and labels. */
    WITHIN_LIMITS("WithinLimits"),
    /** Series are at 80 % of their limit. */
    SERIES_BUDGET_NEAR("SeriesBudgetNear"),
    /** Series are above their limit. */
    SERIES_BUDGET_EXCEEDED("SeriesBudgetExceeded"),
    /** A metric has more series than one may have. */
    METRIC_SERIES_EXCEEDED("MetricSeriesExceeded"),
    /** A label has more values than one may have. */
    LABEL_VALUES_EXCEEDED("LabelValuesExceeded"),
    /** Grafana has it. */
    SYNCHRONIZED("Synchronized"),
    /** Grafana did not take it. */
    NOT_SYNCHRONIZED("NotSynchronized"),
    /** Nobody has told yet whether Grafana has it. */
    AWAITING_GRAFANA("AwaitingGrafana"),
    /** There is no Grafana that it is for. */
    NO_MATCHING_INSTANCE("NoMatchingInstance"),
    /** Nobody tells whether Grafana has it. */
    NOT_TOLD("NotTold"),
    /** The resource breaks no rule of any policy. */
    COMPLIANT("Compliant"),
    /** The resource breaks rules that it is let off for the time being. */
    EXCEPTED("Excepted"),
    /** The resource breaks rules of policies; the message says which, and what to write instead. */
    POLICY_VIOLATED("PolicyViolated"),
    /** The policy judges every change in its namespaces. */
    ENFORCED("Enforced"),
    /** Exceptions of the policy end soon, and objects still need them. */
    EXCEPTIONS_ENDING("ExceptionsEnding"),
    /** Nobody has counted the series. */
    SERIES_NOT_COUNTED("SeriesNotCounted");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** As it is in a condition. */
    public String text() {
        return text;
    }
}
