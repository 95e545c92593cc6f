package dev.signalbox.intake.batch;

import dev.signalbox.facts.ClusterFacts;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.facts.SlothIds;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the resources of a batch tell each other. */
public final class BatchFacts {
    private BatchFacts() {}

    /** Facts in which the stack and the services of the batch take the place of those known before. */
    public static ClusterFacts over(ClusterFacts known, Batch batch) {
        List<Meaning> meanings =
                batch.declared().stream().map(Declared::meaning).toList();
        Map<ResourceName, DeclaredService> services = new TreeMap<>(known.services());
        RuleSettings rules = known.rules();
        DashboardSettings dashboards = known.dashboards();
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.Service service) {
                services.put(service.name(), service.declared());
            } else if (meaning instanceof Meaning.Stack stack) {
                rules = stack.rules();
                dashboards = stack.dashboards();
            }
        }
        SlothIds slothIds =
                rules.compatibility() == RuleSettings.Compatibility.SLOTH ? ids(meanings, services) : SlothIds.NONE;
        return new ClusterFacts(
                known.kinds(),
                known.prometheus(),
                rules,
                services,
                slothIds,
                known.buckets(),
                known.signalbox(),
                known.backends(),
                dashboards,
                known.confinedNamespaces());
    }

    private static SlothIds ids(List<Meaning> meanings, Map<ResourceName, DeclaredService> services) {
        Map<ResourceName, String> names = new TreeMap<>();
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.Objective(Slo slo)) {
                DeclaredService.of(slo.service(), services)
                        .ifPresent(service -> names.put(slo.name(), service.service()));
            }
        }
        return SlothIds.of(names);
    }
}
