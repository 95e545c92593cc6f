package dev.signalbox.operator;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.api.v1alpha1.ServiceRef;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.PrometheusVersion;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.facts.SlothIds;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.ServiceReader;
import dev.signalbox.intake.StackReader;
import dev.signalbox.intake.pipeline.DashboardsReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.OutputKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what decides what an SLO becomes from what informers and observers hold; never asks the API server. */
final class FactsGatherer {
    private final Supplier<Optional<ObservabilityStack>> stack;
    private final Function<ResourceName, Optional<ServiceObservability>> services;
    private final Predicate<OutputKind> served;
    private final Supplier<Optional<PrometheusVersion>> prometheus;
    private final Function<String, Optional<String>> confining;
    private final SlothClaims slothClaims;

    /**
     * @param stack the one in use
     * @param services by name
     * @param served the cluster serves the kind
     * @param prometheus version of the server that evaluates the rules, where it is known
     * @param confining the policy that confines a namespace
     * @param slos all of them
     * @param wake called for an SLO that what was gathered for another concerns
     */
    FactsGatherer(
            Supplier<Optional<ObservabilityStack>> stack,
            Function<ResourceName, Optional<ServiceObservability>> services,
            Predicate<OutputKind> served,
            Supplier<Optional<PrometheusVersion>> prometheus,
            Function<String, Optional<String>> confining,
            Supplier<Stream<SLO>> slos,
            Consumer<ResourceName> wake) {
        this.stack = stack;
        this.services = services;
        this.served = served;
        this.prometheus = prometheus;
        this.confining = confining;
        this.slothClaims = new SlothClaims(slos, this::serviceName, wake);
    }

    /** The facts that matter to this SLO, or what is wrong with the stack. */
    Reading<ClusterFacts> gather(SLO slo) {
        Reading<RuleSettings> rules =
                stack.get().map(StackReader::read).orElse(new Reading.Read<>(RuleSettings.DEFAULT));
        Reading<DashboardSettings> dashboards =
                stack.get().map(DashboardsReader::read).orElse(new Reading.Read<>(DashboardSettings.NONE));
        return rules instanceof Reading.Read<RuleSettings>(RuleSettings settings)
                        && dashboards instanceof Reading.Read<DashboardSettings>(DashboardSettings boards)
                ? new Reading.Read<>(new ClusterFacts(
                                kinds(), prometheus.get(), settings, service(slo), slothIds(slo, settings), Map.of())
                        .with(boards)
                        .withConfined(confined(slo.getMetadata().getNamespace())))
                : new Reading.Invalid<>(Stream.concat(rules.violations().stream(), dashboards.violations().stream())
                        .toList());
    }

    /** Whether an SLO may read nothing but what is of its own namespace; known whatever is wrong with the stack. */
    boolean isConfined(SLO slo) {
        return confining.apply(slo.getMetadata().getNamespace()).isPresent();
    }

    private Map<String, Optional<String>> confined(String namespace) {
        Optional<String> policy = confining.apply(namespace);
        return policy.isPresent() ? Map.of(namespace, policy) : Map.of();
    }

    void forget(ResourceName slo) {
        slothClaims.forget(slo);
    }

    private SlothIds slothIds(SLO slo, RuleSettings settings) {
        return switch (settings.compatibility()) {
            case SLOTH -> slothClaims.of(slo);
            case NONE -> {
                slothClaims.forgetAll();
                yield SlothIds.NONE;
            }
        };
    }

    private Optional<String> serviceName(SLO slo) {
        return serviceOf(slo)
                .map(name -> Optional.ofNullable(service(slo).get(name)).map(DeclaredService::service))
                .orElseGet(() -> Optional.ofNullable(slo.getSpec()).map(SloSpec::service));
    }

    /** Which {@code ServiceObservability} an SLO refers to, told from the resource as it stands, right or wrong. */
    static Optional<ResourceName> serviceOf(SLO slo) {
        return Optional.ofNullable(slo.getSpec())
                .map(SloSpec::serviceRef)
                .map(ServiceRef::name)
                .map(name -> new ResourceName(slo.getMetadata().getNamespace(), name));
    }

    private Set<ServedKind> kinds() {
        return Arrays.stream(OutputKind.values())
                .filter(served)
                .map(OutputKind::kind)
                .collect(Collectors.toSet());
    }

    /** The service that the SLO refers to; none that can't be read. */
    private Map<ResourceName, DeclaredService> service(SLO slo) {
        return serviceOf(slo)
                .flatMap(name -> services.apply(name)
                        .map(ServiceReader::read)
                        .filter(Reading.Read.class::isInstance)
                        .map(reading -> Map.of(name, ((Reading.Read<DeclaredService>) reading).value())))
                .orElse(Map.of());
    }
}
