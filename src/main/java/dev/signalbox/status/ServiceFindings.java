package dev.signalbox.status;

import dev.signalbox.api.v1alpha1.CostStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilitySpec.Convention;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.CardinalityStatus;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.Coverage;
import dev.signalbox.api.v1alpha1.ServiceObservabilityStatus.WorkloadCoverage;
import dev.signalbox.api.v1alpha1.WorkloadChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one aspect found out about a service. What is not there stays in the status as it was.
 *
 * @param part of the status that the aspect is there for; nothing where it knows nothing of it now, or has conditions alone
 * @param verdicts conditions of the aspect, and {@code Ready} where it is in the way of that
 */
public record ServiceFindings(Optional<Part> part, List<Verdict> verdicts) {

    /** A part of a status. */
    public sealed interface Part {
        /**
         * @param together of all its workloads
         * @param workloads each by itself
         */
        record Covered(Coverage together, List<WorkloadCoverage> workloads) implements Part {
            public Covered {
                workloads = List.copyOf(workloads);
            }
        }

        /** @param cardinality of its series */
        record Series(CardinalityStatus cardinality) implements Part {}

        /** @param cost of its telemetry */
        record Price(CostStatus cost) implements Part {}

        /** @param deployments that were seen, the newest first */
        record Deployed(List<WorkloadChange> deployments) implements Part {
            public Deployed {
                deployments = List.copyOf(deployments);
            }
        }

        /** @param conventions in which it speaks, in the order in which they are declared */
        record Speaking(List<Convention> conventions) implements Part {
            public Speaking {
                conventions = List.copyOf(conventions);
            }
        }

        /** @param logLabels that its streams of logs carry and a policy forbids, sorted */
        record Streams(List<String> logLabels) implements Part {
            public Streams {
                logLabels = List.copyOf(logLabels);
            }
        }
    }

    public ServiceFindings {
        verdicts = List.copyOf(verdicts);
    }

    public static ServiceFindings of(Verdict... verdicts) {
        return new ServiceFindings(Optional.empty(), List.of(verdicts));
    }

    public static ServiceFindings of(Part part, Verdict... verdicts) {
        return new ServiceFindings(Optional.of(part), List.of(verdicts));
    }

    public static ServiceFindings of(CardinalityStatus cardinality, Verdict... verdicts) {
        return of(new Part.Series(cardinality), verdicts);
    }

    public static ServiceFindings of(CostStatus cost, Verdict... verdicts) {
        return of(new Part.Price(cost), verdicts);
    }

    public Optional<Coverage> coverage() {
        return told(Part.Covered.class, Part.Covered::together);
    }

    public Optional<List<WorkloadCoverage>> workloads() {
        return told(Part.Covered.class, Part.Covered::workloads);
    }

    public Optional<CardinalityStatus> cardinality() {
        return told(Part.Series.class, Part.Series::cardinality);
    }

    public Optional<CostStatus> cost() {
        return told(Part.Price.class, Part.Price::cost);
    }

    public Optional<List<WorkloadChange>> deployments() {
        return told(Part.Deployed.class, Part.Deployed::deployments);
    }

    public Optional<List<Convention>> conventions() {
        return told(Part.Speaking.class, Part.Speaking::conventions);
    }

    public Optional<List<String>> logLabels() {
        return told(Part.Streams.class, Part.Streams::logLabels);
    }

    private <P extends Part, T> Optional<T> told(Class<P> kind, Function<P, T> field) {
        return part.filter(kind::isInstance).map(kind::cast).map(field);
    }
}
