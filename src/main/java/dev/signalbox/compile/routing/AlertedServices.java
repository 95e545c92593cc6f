package dev.signalbox.compile.routing;

import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whose alerts there are to route.
 *
 * @param namespaces that have SLOs
 * @param groupLabels labels that tell the budgets of any SLO apart
 * @param incompletePages what pages of SLOs lack for whoever is woken: {@code no runbook, no team}
 * @param dependents services, by those that they depend on; each is of the namespace of what it depends on, and only where that
 *     has SLOs
 */
public record AlertedServices(
        SortedSet<String> namespaces,
        SortedSet<String> groupLabels,
        SortedMap<ResourceName, String> incompletePages,
        Map<ServiceKey, SortedSet<String>> dependents) {

    public AlertedServices {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        groupLabels = Collections.unmodifiableSortedSet(new TreeSet<>(groupLabels));
        incompletePages = Collections.unmodifiableSortedMap(new TreeMap<>(incompletePages));
        dependents = Collections.unmodifiableMap(new TreeMap<>(dependents));
    }

    /**
     * An SLO, as far as its alerts are routed.
     *
     * @param groupBy labels that tell its budgets apart
     * @param pages whether it has a page
     * @param runbook whether it says what to do; its service may say it
     * @param dashboard whether it says itself where to look
     */
    public record Objective(
            ResourceName slo,
            ServiceReference service,
            List<String> groupBy,
            boolean pages,
            boolean runbook,
            boolean dashboard) {
        public Objective {
            groupBy = List.copyOf(groupBy);
        }

        public static Objective of(Slo slo) {
            return new Objective(
                    slo.name(),
                    slo.service(),
                    slo.groupBy(),
                    !slo.alerting().page().disabled(),
                    slo.alerting().runbook().isPresent(),
                    slo.alerting().dashboard().isPresent());
        }

        /** What its page lacks; empty where nothing, or where there is none. */
        private String lacks(Optional<DeclaredService> declared, DashboardSettings dashboards) {
            List<String> lacking = new ArrayList<>();
            if (!runbook && declared.flatMap(DeclaredService::runbook).isEmpty()) {
                lacking.add("no runbook");
            }
            if (declared.flatMap(DeclaredService::team).isEmpty()) {
                lacking.add("no team");
            }
            if (!dashboard
                    && declared.flatMap(service -> itsOwn(service, dashboards)).isEmpty()) {
                lacking.add("no dashboard");
            }
            return pages ? String.join(", ", lacking) : "";
        }

        /** Where the dashboard is that is made for it, which its alerts name where it says nothing itself. */
        private Optional<String> itsOwn(DeclaredService service, DashboardSettings dashboards) {
            return DashboardAddress.ofSlo(slo, service, dashboards).flatMap(address -> address.url(dashboards));
        }
    }

    /**
     * @param services with what they depend on
     * @param declared those that SLOs may refer to
     * @param dashboards where SLOs have dashboards, if they do
     */
    public static AlertedServices of(
            Collection<Objective> objectives,
            Collection<TelemetryService> services,
            Map<ResourceName, DeclaredService> declared,
            DashboardSettings dashboards) {
        SortedSet<ServiceKey> alerting = new TreeSet<>();
        SortedMap<ResourceName, String> incompletePages = new TreeMap<>();
        objectives.forEach(objective -> {
            Optional<DeclaredService> service = DeclaredService.of(objective.service(), declared);
            service.ifPresent(
                    known -> alerting.add(new ServiceKey(objective.slo().namespace(), known.service())));
            String lacks = objective.lacks(service, dashboards);
            if (!lacks.isEmpty()) {
                incompletePages.put(objective.slo(), lacks);
            }
        });
        return new AlertedServices(
                objectives.stream()
                        .map(objective -> objective.slo().namespace())
                        .collect(Collectors.toCollection(TreeSet::new)),
                objectives.stream()
                        .flatMap(objective -> objective.groupBy().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                incompletePages,
                Dependents.of(services, alerting));
    }
}
