package dev.signalbox.freeze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.LabelSelection;
import dev.signalbox.model.policy.Enforcement;
import dev.signalbox.model.policy.Exemption;
import dev.signalbox.model.policy.FreezeTerms;
import dev.signalbox.model.policy.Limits;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Prohibitions;
import dev.signalbox.model.policy.Requirements;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gates of services over simulated time, looked at every ten seconds; what changed is counted. */
final class FreezeSimulation {
    static final Duration HOLDS = Duration.ofMinutes(2);
    static final Instant START = Instant.parse("2026-03-31T12:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(10);

    private final Map<ResourceName, Budget> budgets = new TreeMap<>();
    private List<Policy> policies = List.of();
    private List<LiveWorkload> live = List.of(workload("checkout", 2, 1));
    private Map<ResourceName, FreezeGateSpec> gates = Map.of();
    private Instant now = START;
    private int writes;

    // What there is

    void policies(Policy... policies) {
        this.policies = List.of(policies);
    }

    static Policy policy(String name, Enforcement enforcement, Integer... tiers) {
        return policy(name, LabelSelection.ALL, enforcement, List.of(), tiers);
    }

    static Policy policy(
            String name,
            LabelSelection namespaces,
            Enforcement enforcement,
            List<Exemption> exceptions,
            Integer... tiers) {
        return new Policy(
                name,
                namespaces,
                Enforcement.AUDIT,
                Requirements.NONE,
                Limits.NONE,
                Prohibitions.NONE,
                false,
                Optional.of(new FreezeTerms(
                        enforcement, Set.of(tiers), FreezeTerms.OVERRIDE_ANNOTATION, List.of("flagger"))),
                exceptions);
    }

    /** Of service checkout, of tier 1. */
    void budget(String slo, Budget.State state, double remaining) {
        budget(slo, "checkout", state, remaining);
    }

    void budget(String slo, String service, Budget.State state, double remaining) {
        ResourceName name = new ResourceName("shop", slo);
        budgets.put(
                name,
                new Budget(
                        name,
                        new ResourceName("shop", service),
                        Optional.of(1),
                        state,
                        state == Budget.State.UNKNOWN ? Optional.empty() : Optional.of(BigDecimal.valueOf(remaining)),
                        Optional.of(now)));
    }

    void remove(String slo) {
        budgets.remove(new ResourceName("shop", slo));
    }

    void live(LiveWorkload... workloads) {
        live = List.of(workloads);
    }

    /** The first of the versions runs. */
    static LiveWorkload workload(String name, int... versions) {
        List<JsonNode> specs =
                Arrays.stream(versions).mapToObj(FreezeSimulation::pods).toList();
        return new LiveWorkload("Deployment", name, specs.getFirst(), specs);
    }

    static JsonNode pods(int version) {
        return pods(version, 0);
    }

    static JsonNode pods(int version, int padding) {
        var spec = JsonNodeFactory.instance.objectNode();
        spec.putArray("containers").addObject().put("image", "shop:" + version).put("env", "x".repeat(padding));
        return spec;
    }

    // Time

    /** Budgets are measured all the while. */
    void pass(Duration time) {
        pass(time, true);
    }

    /** Nobody measures any budget. */
    void passUnmeasured(Duration time) {
        pass(time, false);
    }

    private void pass(Duration time, boolean measured) {
        Instant end = now.plus(time);
        do {
            if (measured) {
                budgets.replaceAll((_, budget) -> new Budget(
                        budget.slo(),
                        budget.service(),
                        budget.tier(),
                        budget.state(),
                        budget.remaining(),
                        Optional.of(now)));
            }
            look();
            now = now.plus(TICK);
        } while (!now.isAfter(end));
        now = end;
    }

    /** Nobody looks: the operator is gone. */
    void passAlone(Duration time) {
        now = now.plus(time);
    }

    private void look() {
        Map<ResourceName, FreezeGateSpec> next = new TreeMap<>();
        closures().forEach(closure -> {
            Optional<FreezeGateSpec> before = Optional.ofNullable(gates.get(closure.service()));
            (Gates.isDue(before, closure, now, HOLDS) ? Gates.next(before, closure, live, now, HOLDS) : before)
                    .ifPresent(gate -> next.put(closure.service(), gate));
        });
        writes += (int) next.entrySet().stream()
                .filter(gate -> !gate.getValue().equals(gates.get(gate.getKey())))
                .count();
        gates = next;
    }

    List<Closure> closures() {
        return Closures.of(budgets.values(), policies, Map.of("shop", Map.of("env", "production")), gates, now);
    }

    // What came of it

    Optional<FreezeGateSpec> gate() {
        return Optional.ofNullable(gates.get(new ResourceName("shop", "checkout")));
    }

    FreezeGateSpec closed() {
        return gate().orElseThrow(() -> new AssertionError("the gate is open at " + now));
    }

    /** As the API server sees it, whether somebody looks or not. */
    boolean holds() {
        return gate().filter(gate -> Instant.parse(gate.until()).isAfter(now)).isPresent();
    }

    /** Since it was last asked. */
    int writes() {
        int written = writes;
        writes = 0;
        return written;
    }

    Instant now() {
        return now;
    }

    Set<String> closedServices() {
        return gates.keySet().stream().map(ResourceName::name).collect(Collectors.toSet());
    }

    Map<ResourceName, FreezeGateSpec> gates() {
        return gates;
    }

    /** Images of the known revisions of a workload. */
    List<String> known(String workload) {
        List<String> images = new ArrayList<>();
        closed().workloads().stream().filter(one -> one.name().equals(workload)).forEach(one -> one.revisions()
                .forEach(revision -> images.addAll(revision.images())));
        return images;
    }
}
