package dev.signalbox.compile.dashboard.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DashboardJsonTest {
    private static final Panel TILE =
            Panel.stat("Tile", "A tile.", Size.TILE, Field.of(Unit.COUNT), Query.now("up", "up"));
    private static final Panel HALF =
            Panel.lines("Half", "A half.", Size.HALF, Field.of(Unit.RATIO), Query.series("up", "{{job}}"));

    @Test
    void panelsFlowFromTheLeftAndRowsBelowEachOther() {
        JsonNode panels = panels(Section.of("One", TILE, TILE, HALF, HALF), Section.of("Two", HALF));

        assertThat(places(panels))
                .containsExactly(
                        "row 0,0 24x1",
                        "stat 0,1 4x5",
                        "stat 4,1 4x5",
                        "timeseries 8,1 12x10",
                        "timeseries 0,11 12x10",
                        "row 0,21 24x1",
                        "timeseries 0,22 12x10");
    }

    @Test
    void aCollapsedRowTakesItsPanelsInAndOneLine() {
        JsonNode panels = panels(Section.collapsed("One", HALF), Section.of("Two", TILE));

        assertThat(places(panels)).containsExactly("row 0,0 24x1", "row 0,1 24x1", "stat 0,2 4x5");
        assertThat(places(panels.get(0).path("panels"))).containsExactly("timeseries 0,1 12x10");
        assertThat(panels.findValuesAsText("id")).doesNotHaveDuplicates();
    }

    @Test
    void aSectionIsSeenAtOnce() {
        assertThatThrownBy(() -> Section.of("Full", TILE, TILE, TILE, TILE, TILE, TILE, TILE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 panels");
    }

    @Test
    void columnsOfATableComeInTheirOrderUnderTheirTitles() {
        Panel table = Panel.table(
                "Table",
                "A table.",
                Size.WHOLE,
                "Rate",
                true,
                Column.label("service", "Service"),
                Column.figure("Rate", Unit.PER_SECOND, "sum by (service) (rate(a_total[5m]))"),
                Column.label("team", "Team"),
                Column.figure("Errors", Unit.RATIO, "sum by (service) (rate(b_total[5m]))"));

        JsonNode tree = panels(Section.of("One", table)).get(1);

        JsonNode organize = tree.path("transformations").get(1).path("options");
        assertThat(organize.path("renameByName").toString())
                .isEqualTo("{\"service\":\"Service\",\"Value #A\":\"Rate\",\"team\":\"Team\",\"Value #B\":\"Errors\"}");
        assertThat(organize.path("indexByName").toString())
                .isEqualTo("{\"service\":0,\"Value #A\":1,\"team\":2,\"Value #B\":3}");
        assertThat(tree.path("targets").findValuesAsText("format")).containsOnly("table");
        assertThat(tree.at("/options/sortBy/0").toString()).isEqualTo("{\"displayName\":\"Rate\",\"desc\":true}");
    }

    @Test
    void theColumnOfAnOnlyQueryHasNoLetter() {
        Panel table = Panel.table(
                "Table",
                "A table.",
                Size.WHOLE,
                "",
                false,
                Column.figure("Rate", Unit.PER_SECOND, "sum(rate(a_total[5m]))"));

        assertThat(panels(Section.of("One", table))
                        .get(1)
                        .path("transformations")
                        .get(1)
                        .at("/options/renameByName")
                        .toString())
                .isEqualTo("{\"Value\":\"Rate\"}");
    }

    @Test
    void linesEndAlikeEverywhere() {
        assertThat(dashboard(Section.of("One", TILE)).json())
                .doesNotContain("\r")
                .endsWith("}\n");
    }

    private static List<String> places(JsonNode panels) {
        return stream(panels)
                .map(panel -> "%s %d,%d %dx%d"
                        .formatted(
                                panel.path("type").asText(),
                                panel.at("/gridPos/x").asInt(),
                                panel.at("/gridPos/y").asInt(),
                                panel.at("/gridPos/w").asInt(),
                                panel.at("/gridPos/h").asInt()))
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode panels(Section... sections) {
        try {
            return new ObjectMapper().readTree(dashboard(sections).json()).path("panels");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Dashboard dashboard(Section... sections) {
        return new Dashboard(
                "uid", "Title", "A test.", List.of(), "1h", "1m", List.of(), List.of(), List.of(), List.of(sections));
    }
}
