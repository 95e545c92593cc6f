package dev.signalbox.compile.pipeline.sampling;

import static dev.signalbox.compile.pipeline.sampling.SpanConditions.anyOf;
import static dev.signalbox.compile.pipeline.sampling.SpanConditions.entryBelowRoot;
import static dev.signalbox.compile.pipeline.sampling.SpanConditions.inGroup;
import static dev.signalbox.compile.pipeline.sampling.SpanConditions.inNamespace;
import static dev.signalbox.compile.pipeline.sampling.SpanConditions.ofTraces;
import static dev.signalbox.compile.pipeline.sampling.SpanConditions.outsideOf;
import static dev.signalbox.compile.pipeline.sampling.SpanConditions.root;
import static dev.signalbox.compile.pipeline.sampling.SpanConditions.withBaseline;

import dev.signalbox.compile.pipeline.collector.ConditionList;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.And;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.Drop;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.Not;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.OttlCondition;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.Probabilistic;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy.RateLimiting;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.sampling.ServiceSampling.Baseline;
import dev.signalbox.compile.pipeline.sampling.ServiceSampling.Cap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a tail sampler decides by. Its drops win over all that keeps, and its conditions look for any one span, so each
 * policy says the whole of when it counts:
 *
 * <ul>
 *   <li><b>keep</b>, one for each group of services with the same rules: a span of the group meets a rule.
 *   <li><b>drop</b>, one for each group and namespace: the root span meets a drop rule; no span is from another namespace,
 *       which could lose a trace of its own otherwise; and nobody else keeps the trace. Somebody else is a service under
 *       other rules, or one under the same rules whose entry span (server or consumer, not the root) meets a keep rule.
 *       Spans below the root that are no entries count as the root's own, whose drop beats its keep.
 *   <li><b>baseline</b>, one for each different percentage: of the traces that begin there, by a hash of the trace that all
 *       gateways compute alike.
 *   <li><b>baseline of a policy</b> with a cap, one whatever the percentages of its services. The collector's percentages can
 *       only be joined by {@code and}, so that each would have a rate limit of its own; hence these are in the condition,
 *       which all services share. The cap is divided by the gateways.
 *   <li><b>rootless</b>: traces whose beginning never came, at the stack's percentage.
 *   <li><b>dry run</b>: what the policies above would have lost, of groups that only want to know.
 * </ul>
 *
 * The first that keeps is the last that is asked, so a cap is not charged for what a rule keeps, and the counts of all
 * policies add up.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor">Tail
 *     sampling processor</a>
 */
final class TailPolicies {
    /** Fixed, so that a trace that is kept at 10 % is kept at 20 % as well, and by every gateway. */
    private static final String HASH_SALT = "signalbox";

    /** How names of policies begin that keep what a rule says. */
    static final String KEEP = "keep ";

    private static final long LARGEST_TRACE_SPANS = 1_000;

    private final BigDecimal stackPercent;
    private final int gateways;
    private final SortedMap<RuleGroup, SortedSet<String>> namespaces = new TreeMap<>();
    private final SortedSet<Baseline> baselines = new TreeSet<>();

    private TailPolicies(SamplingPlan plan, BigDecimal stackPercent, int gateways) {
        this.stackPercent = stackPercent;
        this.gateways = gateways;
        baselines.add(new Baseline(stackPercent, Optional.empty()));
        plan.services().forEach((key, sampling) -> {
            namespaces.computeIfAbsent(sampling.rules(), _ -> new TreeSet<>()).add(key.namespace());
            baselines.add(sampling.baseline());
        });
    }

    /**
     * The policies for all services.
     *
     * @param stackPercent baseline of what belongs to no policy, 0 to 100
     * @param gateways how many share the traces, at least 1
     */
    static List<SamplingPolicy> of(SamplingPlan plan, BigDecimal stackPercent, int gateways) {
        TailPolicies policies = new TailPolicies(plan, stackPercent, gateways);
        return Stream.of(policies.drops(), policies.keeps(), policies.baselines(), policies.dryRuns())
                .flatMap(List::stream)
                .toList();
    }

    private List<SamplingPolicy> drops() {
        List<SamplingPolicy> drops = new ArrayList<>();
        namespaces.forEach((group, inNamespaces) -> {
            if (!group.rules().drop().isEmpty()) {
                inNamespaces.forEach(namespace -> drops.add(drop(group, namespace)));
            }
        });
        return drops;
    }

    private SamplingPolicy drop(RuleGroup group, String namespace) {
        List<SamplingPolicy> all = new ArrayList<>();
        all.add(part(
                "root",
                Condition.and(
                        root(),
                        inGroup(group),
                        inNamespace(namespace),
                        anyOf(group.rules().drop()))));
        all.add(not("another namespace", outsideOf(namespace)));
        List<Condition> keptByOthers = keptByOthers(group, namespace);
        if (!keptByOthers.isEmpty()) {
            all.add(not("kept by another", keptByOthers));
        }
        String name = "drop " + group.name() + " in " + namespace;
        return group.dryRun() ? new SamplingPolicy(name, new And(all)) : new SamplingPolicy(name, new Drop(all));
    }

    private List<Condition> keptByOthers(RuleGroup group, String namespace) {
        List<Condition> others = new ArrayList<>();
        namespaces.forEach((other, inNamespaces) -> {
            if (!other.rules().keep().isEmpty() && inNamespaces.contains(namespace)) {
                Condition kept = kept(other);
                others.add(other.equals(group) ? Condition.and(entryBelowRoot(), kept) : kept);
            }
        });
        return others;
    }

    private List<SamplingPolicy> keeps() {
        return keepingGroups()
                .map(group -> new SamplingPolicy(KEEP + group.name(), OttlCondition.span(kept(group))))
                .toList();
    }

    private Stream<RuleGroup> keepingGroups() {
        return namespaces.keySet().stream()
                .filter(group -> !group.rules().keep().isEmpty());
    }

    private static Condition kept(RuleGroup group) {
        return Condition.and(inGroup(group), anyOf(group.rules().keep()));
    }

    private List<SamplingPolicy> dryRuns() {
        return namespaces.keySet().stream()
                .filter(RuleGroup::dryRun)
                .map(group -> new SamplingPolicy("dry run " + group.name(), OttlCondition.span(inGroup(group))))
                .toList();
    }

    private List<SamplingPolicy> baselines() {
        SortedMap<Cap, List<Baseline>> capped = new TreeMap<>(Comparator.comparing(Cap::policy));
        baselines.forEach(
                baseline -> baseline.cap().ifPresent(cap -> capped.computeIfAbsent(cap, _ -> new ArrayList<>())
                        .add(baseline)));
        return Stream.of(
                        baselines.stream()
                                .filter(baseline -> baseline.cap().isEmpty())
                                .map(TailPolicies::baseline),
                        capped.entrySet().stream().map(shared -> capped(shared.getKey(), shared.getValue())),
                        Stream.of(new SamplingPolicy(
                                "rootless", new And(List.of(not("root", root()), probabilistic(stackPercent))))))
                .flatMap(policies -> policies)
                .toList();
    }

    private static SamplingPolicy baseline(Baseline baseline) {
        return new SamplingPolicy(
                "baseline " + baseline,
                new And(List.of(
                        part("root", Condition.and(root(), withBaseline(baseline))),
                        probabilistic(baseline.percent()))));
    }

    private SamplingPolicy capped(Cap cap, List<Baseline> baselines) {
        List<Condition> any =
                baselines.stream().map(TailPolicies::begunAndChosen).toList();
        return new SamplingPolicy(
                "baseline " + cap.policy(),
                new And(List.of(part("root", any), new SamplingPolicy("cap", cap(cap.spansPerSecond())))));
    }

    private static Condition begunAndChosen(Baseline baseline) {
        return Condition.and(root(), withBaseline(baseline), ofTraces(baseline.percent(), HASH_SALT));
    }

    /** A burst of two seconds is the collector's own default; a trace with more spans would never pass. */
    private RateLimiting cap(int spansPerSecond) {
        long each = DecisionSizing.perReplica(spansPerSecond, gateways);
        return new RateLimiting(each, Math.max(2 * each, LARGEST_TRACE_SPANS));
    }

    private static SamplingPolicy probabilistic(BigDecimal percent) {
        return new SamplingPolicy("percent", new Probabilistic(HASH_SALT, percent.doubleValue()));
    }

    private static SamplingPolicy part(String name, Condition condition) {
        return part(name, List.of(condition));
    }

    private static SamplingPolicy part(String name, List<Condition> any) {
        return new SamplingPolicy(name, new OttlCondition(ErrorMode.IGNORE, new ConditionList(OttlContext.SPAN, any)));
    }

    private static SamplingPolicy not(String name, Condition condition) {
        return not(name, List.of(condition));
    }

    private static SamplingPolicy not(String name, List<Condition> any) {
        return new SamplingPolicy("not " + name, new Not(part(name, any)));
    }
}
