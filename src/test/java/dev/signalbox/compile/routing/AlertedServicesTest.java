package dev.signalbox.compile.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.routing.AlertedServices.Objective;
import dev.signalbox.facts.DashboardSettings;
import dev.signalbox.facts.DashboardSettings.Target;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.pipeline.LabelSelection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What pages lack for whoever is woken. */
class AlertedServicesTest {
    private static final ResourceName SLO = new ResourceName("shop", "checkout");
    private static final Optional<String> GRAFANA = Optional.of("https://grafana.example.com");

    @Test
    void isNoDashboardWhereNoneIsMadeNorNamed() {
        assertThat(lacks(DashboardSettings.NONE, false)).isEqualTo("no team, no dashboard");
        assertThat(lacks(DashboardSettings.NONE, true)).isEqualTo("no team");
    }

    @Test
    void isNothingOfADashboardThatIsMadeForTheSloAndThatItsAlertsName() {
        assertThat(lacks(brought(Target.SIDECAR, GRAFANA), false)).isEqualTo("no team");
    }

    @Test
    void isADashboardOfWhichNobodyKnowsWhereItIs() {
        assertThat(lacks(brought(Target.SIDECAR, Optional.empty()), false)).isEqualTo("no team, no dashboard");
        assertThat(lacks(brought(Target.FILES, GRAFANA), false)).isEqualTo("no team, no dashboard");
    }

    private static DashboardSettings brought(Target target, Optional<String> grafana) {
        return new DashboardSettings(
                Optional.of(target),
                "observability",
                grafana,
                LabelSelection.ALL,
                DashboardSettings.Datasources.UNKNOWN,
                List.of());
    }

    private static String lacks(DashboardSettings dashboards, boolean named) {
        Objective paging = new Objective(SLO, new ServiceReference.Named("checkout"), List.of(), true, true, named);
        return AlertedServices.of(List.of(paging), List.of(), Map.of(), dashboards)
                .incompletePages()
                .get(SLO);
    }
}
