package dev.signalbox.operator.freeze;

import dev.signalbox.api.v1alpha1.FreezeGateSpec;
import dev.signalbox.freeze.Budget;
import dev.signalbox.freeze.Closure;
import dev.signalbox.freeze.Closures;
import dev.signalbox.freeze.FreezeVerdicts;
import dev.signalbox.freeze.Gates;
import dev.signalbox.freeze.LiveWorkload;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import dev.signalbox.operator.loops.Loop;
import dev.signalbox.operator.loops.Loops;
import dev.signalbox.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The one writer of gates. What it knows of them is in the cluster, so that a restart opens none: it begins with what is there.
 */
public final class Freezer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Freezer.class);
    private static final Duration TICK = Duration.ofSeconds(5);

    private final Supplier<List<Candidate>> candidates;
    private final GateKeeper keeper;
    private final WorkloadHistories workloads;
    private final PublishedFreeze published;
    private final BooleanSupplier leads;
    private final Duration holds;
    private final Loop loop;
    private Optional<Map<ResourceName, FreezeGateSpec>> gates = Optional.empty();
    private Map<String, String> troubles = Map.of();

    /**
     * @param candidates all SLOs that say {@code Freeze}
     * @param leads this replica is the one that works
     * @param holds how long a gate stays closed when nobody moves it on
     */
    public Freezer(
            Supplier<List<Candidate>> candidates,
            GateKeeper keeper,
            PagedList lists,
            PublishedFreeze published,
            BooleanSupplier leads,
            Duration holds,
            Loops loops) {
        this.candidates = candidates;
        this.keeper = keeper;
        this.workloads = new WorkloadHistories(lists);
        this.published = published;
        this.leads = leads;
        this.holds = holds;
        this.loop = loops.loop("freeze");
    }

    public void start() {
        loop.every(TICK, TICK, "hold gates", this::tick);
    }

    private void tick() {
        Instant now = Instant.now();
        if (!leads.getAsBoolean()) {
            gates = Optional.empty(); // another one moves them on
        } else if (keeper.isReady(now)) {
            look(candidates.get(), now);
        } else {
            tellAll("the operator may not write FreezeGates and bindings, or the cluster does not serve them");
        }
    }

    private void tellAll(String why) {
        published.publish(
                candidates.get().stream().collect(Collectors.toMap(Candidate::name, _ -> FreezeVerdicts.open(why))),
                Map.of());
    }

    private void look(List<Candidate> all, Instant now) {
        Map<ResourceName, FreezeGateSpec> before = gates.orElseGet(keeper::gates);
        List<Budget> budgets =
                all.stream().flatMap(candidate -> candidate.budget().stream()).toList();
        Map<ResourceName, TelemetryService> services = all.stream()
                .flatMap(candidate -> candidate.service().stream())
                .collect(Collectors.toMap(TelemetryService::resource, Function.identity(), (first, _) -> first));
        Map<ResourceName, Closure> closures =
                Closures.of(budgets, keeper.policies(), namespaces(budgets), before, now).stream()
                        .collect(Collectors.toMap(Closure::service, Function.identity()));
        Map<ResourceName, FreezeGateSpec> next = new TreeMap<>();
        closures.forEach((service, closure) -> next(
                        Optional.ofNullable(before.get(service)), closure, services.get(service), now)
                .ifPresent(gate -> next.put(service, gate)));
        Map<String, String> held = keeper.hold(next);
        gates = Optional.of(next);
        tellOfTroubles(held);
        Map<ResourceName, FreezeGateSpec> closed = new TreeMap<>(next);
        closed.values().removeIf(gate -> held.containsKey(gate.policy()));
        published.publish(verdicts(all, closures, closed, held), closed);
    }

    private Map<String, Map<String, String>> namespaces(List<Budget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.state() != Budget.State.LEFT)
                .map(budget -> budget.service().namespace())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), keeper::labels));
    }

    private Optional<FreezeGateSpec> next(
            Optional<FreezeGateSpec> before, Closure closure, TelemetryService service, Instant now) {
        return Gates.isDue(before, closure, now, holds)
                ? Gates.next(before, closure, live(service), now, holds)
                : before;
    }

    /** What can't be read changes nothing that is known. */
    private List<LiveWorkload> live(TelemetryService service) {
        try {
            return workloads.of(service);
        } catch (Unlisted e) {
            LOG.warnf("could not read workloads of %s: %s", service.resource(), e.getMessage());
            return List.of();
        }
    }

    private static Map<ResourceName, Verdict> verdicts(
            List<Candidate> all,
            Map<ResourceName, Closure> closures,
            Map<ResourceName, FreezeGateSpec> gates,
            Map<String, String> held) {
        Map<ResourceName, Verdict> verdicts = new HashMap<>();
        for (Candidate candidate : all) {
            verdicts.put(
                    candidate.name(),
                    candidate
                            .budget()
                            .map(budget -> verdict(
                                    budget,
                                    Optional.ofNullable(closures.get(budget.service())),
                                    Optional.ofNullable(gates.get(budget.service())),
                                    held))
                            .orElseGet(() -> FreezeVerdicts.open(
                                    "no ServiceObservability tells which workloads are the service's")));
        }
        return verdicts;
    }

    private static Verdict verdict(
            Budget budget, Optional<Closure> closure, Optional<FreezeGateSpec> gate, Map<String, String> troubles) {
        return closure.map(why -> troubles.get(why.policy()))
                .map(FreezeVerdicts::open)
                .orElseGet(() -> FreezeVerdicts.of(budget, closure, gate));
    }

    private void tellOfTroubles(Map<String, String> now) {
        if (!now.equals(troubles)) {
            troubles = Map.copyOf(now);
            now.forEach((policy, why) -> LOG.warnf("deployments are not held back for policy %s: %s", policy, why));
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
