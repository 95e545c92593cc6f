package dev.signalbox.compile.pipeline.sampling;

import dev.signalbox.compile.pipeline.ServiceCondition;
import dev.signalbox.compile.pipeline.TelemetryAttributes;
import dev.signalbox.compile.pipeline.collector.processor.TailSampling;
import dev.signalbox.compile.pipeline.collector.processor.TailSampling.DecisionCache;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.processor.Transform.Group;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import dev.signalbox.compile.pipeline.sampling.ServiceSampling.Baseline;
import dev.signalbox.model.pipeline.ServiceKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The part of a gateway's configuration that follows sampling decisions, and changes in place while the rest stays.
 *
 * @param labelling writes on each resource which rules and which baseline are its service's, once for a request and not once
 *     for a span
 * @param decision decides by what the other wrote
 */
public record GatewaySampling(Transform labelling, TailSampling decision) {

    /** What the tail sampler writes on the scopes of a trace that it keeps: which policy, and whether it remembered. */
    private static final String RECORDED = "tailsampling.";

    private static final String POLICY = RECORDED + "policy";

    /** Larger traces are dropped and counted: one that never ends must not take the room of all others. */
    private static final long LARGEST_TRACE_BYTES = 16L << 20;

    /**
     * Sampling of all services.
     *
     * @param stackPercent baseline of what belongs to no policy, 0 to 100
     * @param gateways how many share the traces, at least 1
     * @param sizing how much one of them remembers
     */
    public static GatewaySampling of(SamplingPlan plan, BigDecimal stackPercent, int gateways, DecisionSizing sizing) {
        return new GatewaySampling(
                labelling(plan, stackPercent),
                new TailSampling(
                        plan.decisionWait(),
                        sizing.numTraces(),
                        sizing.expectedNewTracesPerSecond(),
                        new DecisionCache((int) sizing.decisionCache(), (int) sizing.decisionCache()),
                        LARGEST_TRACE_BYTES,
                        true,
                        false,
                        TailPolicies.of(plan, stackPercent, gateways)));
    }

    /** Holds on a scope behind the sampler, of a trace that a rule kept. */
    public static Condition keptByRule() {
        return new Condition.Matches(Path.attribute(OttlContext.SCOPE, POLICY), Regex.startingWith(TailPolicies.KEEP));
    }

    /** Removes what only gateways need to know: they are the last that are asked. */
    public static Transform unlabelling() {
        Path resource = Path.attributes(OttlContext.RESOURCE);
        return Transform.traces(
                ErrorMode.IGNORE,
                Group.of(
                        OttlContext.RESOURCE,
                        new Edit.DeleteKey(resource, TelemetryAttributes.RULE_GROUP).always(),
                        new Edit.DeleteKey(resource, TelemetryAttributes.BASELINE).always()),
                Group.of(
                        OttlContext.SCOPE,
                        new Edit.DeleteMatchingKeys(Path.attributes(OttlContext.SCOPE), Regex.startingWith(RECORDED))
                                .always()));
    }

    private static Transform labelling(SamplingPlan plan, BigDecimal stackPercent) {
        List<Statement> statements = new ArrayList<>();
        label(statements, TelemetryAttributes.RULE_GROUP, RuleGroup.STACK, plan, sampling -> sampling.rules()
                .name());
        label(
                statements,
                TelemetryAttributes.BASELINE,
                new Baseline(stackPercent, Optional.empty()).toString(),
                plan,
                sampling -> sampling.baseline().toString());
        return Transform.traces(ErrorMode.IGNORE, Group.of(OttlContext.RESOURCE, statements.toArray(Statement[]::new)));
    }

    /** Everything has the usual label but the services that have another, which a statement for each other label lists. */
    private static void label(
            List<Statement> statements,
            String attribute,
            String usual,
            SamplingPlan plan,
            Function<ServiceSampling, String> label) {
        Path target = Path.attribute(OttlContext.RESOURCE, attribute);
        statements.add(new Edit.Set(target, Value.text(usual)).always());
        SortedMap<String, List<ServiceKey>> services = new TreeMap<>();
        for (Map.Entry<ServiceKey, ServiceSampling> service : plan.services().entrySet()) {
            services.computeIfAbsent(label.apply(service.getValue()), _ -> new ArrayList<>())
                    .add(service.getKey());
        }
        services.remove(usual);
        services.forEach((value, keys) ->
                statements.add(new Edit.Set(target, Value.text(value)).where(ServiceCondition.anyOf(keys))));
    }
}
