package dev.signalbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.Boards.Seen;
import dev.signalbox.status.Boards.State;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BoardVerdictsTest {

    @Test
    void whoHasNoneIsToldNothing() {
        assertThat(BoardVerdicts.of(new Boards.None())).isEmpty();
        assertThat(BoardVerdicts.of(new Boards.InCluster(new TreeMap<>()))).isEmpty();
        assertThat(BoardVerdicts.of(new Boards.Undelivered(new Delivery.Delivered(Instant.EPOCH))))
                .isEmpty();
    }

    @Test
    void theWorstOfAllIsTold() {
        assertThat(told(Map.of("a", State.IN_GRAFANA, "b", State.IN_GRAFANA)))
                .isEqualTo("TRUE Synchronized all 2 dashboards are in Grafana");
        assertThat(told(Map.of("a", State.IN_GRAFANA, "b", State.AWAITED))).startsWith("UNKNOWN AwaitingGrafana");
        assertThat(told(Map.of("a", State.AWAITED, "b", State.NO_INSTANCE))).startsWith("FALSE NoMatchingInstance");
        assertThat(told(Map.of("a", State.NO_INSTANCE, "b", State.FAILED)))
                .isEqualTo("FALSE NotSynchronized b: said of b");
        assertThat(told(Map.of("a", State.NOT_TOLD))).startsWith("UNKNOWN NotTold");
    }

    @Test
    void ofTwoAlikeTheFirstIsToldSoThatStatusesStayAsTheyAre() {
        assertThat(told(Map.of("b", State.FAILED, "a", State.FAILED))).contains(" a: ");
    }

    @Test
    void whatIsInTheWayIsToldWithWhatToDo() {
        assertThat(BoardVerdicts.of(new Boards.KindMissing("grafana.integreatly.org/v1beta1/GrafanaDashboard")))
                .hasValueSatisfying(verdict -> {
                    assertThat(verdict.reason()).isEqualTo("KindNotServed");
                    assertThat(verdict.message()).contains("GrafanaDashboard");
                });
        assertThat(BoardVerdicts.of(new Boards.Undelivered(
                        new Delivery.Refused("GrafanaDashboard shop/a", "spec.instanceSelector is immutable"))))
                .hasValueSatisfying(verdict -> assertThat(verdict.message()).contains("delete the object"));
        assertThat(BoardVerdicts.of(new Boards.Undelivered(new Delivery.Contended("ConfigMap shop/a", "helm"))))
                .hasValueSatisfying(verdict -> assertThat(verdict.message()).contains("managed by helm"));
    }

    private static String told(Map<String, State> states) {
        TreeMap<String, Seen> seen = new TreeMap<>();
        states.forEach((name, state) -> seen.put(name, new Seen(state, "said of " + name)));
        return BoardVerdicts.of(new Boards.InCluster(seen))
                .map(verdict -> verdict.truth() + " " + verdict.reason() + " " + verdict.message())
                .orElseThrow();
    }
}
