package dev.signalbox.guardrails;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.model.pipeline.TraceSampling;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An object that is judged, with what is known of it from elsewhere: what is not known breaks no rule. */
public sealed interface Subject {

    /** Of the object. */
    ResourceName name();

    SubjectKind kind();

    /**
     * A {@code ServiceObservability}.
     *
     * @param telemetry what it says of telemetry
     * @param runbook the page for whoever is alerted
     * @param slos how many SLOs it has
     * @param stack what holds where it says nothing
     * @param onBaseline whether it has no sampling policy, so that the stack's baseline is its own; false where that is not known
     * @param measured what was measured of it
     */
    record Service(
            TelemetryService telemetry,
            Optional<String> runbook,
            Optional<Integer> slos,
            Optional<StackTerms> stack,
            boolean onBaseline,
            Measured measured)
            implements Subject {
        @Override
        public ResourceName name() {
            return telemetry.resource();
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.SERVICE_OBSERVABILITY;
        }
    }

    /**
     * An {@code SLO}.
     *
     * @param slo what it says
     * @param service whose it is; nothing: it refers to one that nobody declared
     * @param siblings how many other SLOs the service has
     * @param unconfinable why its queries can't be held to its namespace; none: they can, or need not be
     */
    record Objective(
            Slo slo, Optional<DeclaredService> service, Optional<Integer> siblings, List<Violation> unconfinable)
            implements Subject {
        public Objective {
            unconfinable = List.copyOf(unconfinable);
        }

        @Override
        public ResourceName name() {
            return slo.name();
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.SLO;
        }
    }

    /**
     * A {@code SamplingPolicy}.
     *
     * @param policy what it says
     * @param stack what holds where it says nothing
     */
    record Sampling(TraceSampling policy, Optional<StackTerms> stack) implements Subject {
        @Override
        public ResourceName name() {
            return policy.resource();
        }

        @Override
        public SubjectKind kind() {
            return SubjectKind.SAMPLING_POLICY;
        }
    }

    /**
     * A {@code PrometheusRule} or {@code VMRule} of any origin.
     *
     * @param kind which of both
     * @param name of it
     * @param causes its alerts that page on causes, one violation each
     * @param withoutRunbook its alerts that page and lead nowhere, likewise
     * @param labels paths of its rules that match, group by or set a label, by the label
     * @param unconfined its rules that read other namespaces, one violation each
     */
    record Alerts(
            SubjectKind kind,
            ResourceName name,
            List<Violation> causes,
            List<Violation> withoutRunbook,
            SortedMap<String, List<String>> labels,
            List<Violation> unconfined)
            implements Subject {
        public Alerts {
            causes = List.copyOf(causes);
            withoutRunbook = List.copyOf(withoutRunbook);
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            unconfined = List.copyOf(unconfined);
        }
    }
}
