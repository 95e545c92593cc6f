package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.compile.dashboard.grafana.Section;
import dev.signalbox.compile.dashboard.place.DashboardAddress;
import dev.signalbox.promql.Expr;
import dev.signalbox.promql.Expr.MatrixSelector;
import dev.signalbox.promql.Expr.VectorSelector;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every dashboard, whoever wrote it. */
class DashboardLintTest {
    /** Series that are not made by rules: of Prometheus itself, and of the operator. */
    private static final Set<String> OF_OTHERS = Set.of("ALERTS", "signalbox_deployment_timestamp_seconds");

    /** Recorded every five minutes: an instant selector looks back as far as its points are apart. */
    private static final Pattern EVERY_FIVE_MINUTES =
            Pattern.compile("slo:sli_(events|errors):increase5m|slo:sli_first_event:.*|slo:sli_error:ledger_ratio.*");

    /** An object of Kubernetes holds 1 MiB at most, with all that is said of it beside. */
    private static final int MOST_BYTES = 900 * 1024;

    private static final Set<String> WITHOUT_UNIT = Set.of("text", "logs");
    private static final Pattern DASHBOARD = Pattern.compile("/d/([^?/]+)");
    private static final Map<String, String> SOURCES =
            Map.of("prometheus", "${metrics}", "loki", "${logs}", "tempo", "${traces}");

    static List<RenderedDashboards> inputs() {
        return RenderedDashboards.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void noDashboardIsMoreThanAnObjectHolds(RenderedDashboards input) {
        assertThat(input.dashboards()).allSatisfy(rendered -> assertThat(
                        rendered.board().dashboard().json().getBytes(UTF_8).length)
                .as(rendered.uid())
                .isLessThan(MOST_BYTES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void uidsAreUniqueAndGrafanaTakesThem(RenderedDashboards input) {
        List<String> uids = input.dashboards().stream()
                .map(RenderedDashboards.Rendered::uid)
                .toList();

        assertThat(uids).doesNotHaveDuplicates().allMatch(uid -> uid.matches("[a-zA-Z0-9_-]{8,40}"));
        assertThat(uids).allMatch(uid -> uid.length() <= DashboardAddress.LONGEST_UID);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void titlesAreUniqueInTheirFolders(RenderedDashboards input) {
        assertThat(input.dashboards().stream()
                        .map(rendered -> rendered.board().folder().title() + " / "
                                + rendered.board().dashboard().title()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void panelsSayWhatTheyShow(RenderedDashboards input) {
        forEachPanel(input, (where, panel) -> {
            assertThat(panel.path("title").asText()).as(where).isNotBlank();
            assertThat(panel.path("description").asText()).as(where).endsWith(".");
            if (!WITHOUT_UNIT.contains(panel.path("type").asText())) {
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(where)
                        .isNotBlank();
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void seriesHaveNames(RenderedDashboards input) {
        forEachPanel(input, (where, panel) -> {
            if (Set.of("timeseries", "state-timeline")
                    .contains(panel.path("type").asText())) {
                assertThat(panel.at("/options/legend/showLegend").asBoolean())
                        .as(where)
                        .isTrue();
                assertThat(texts(panel.path("targets"), "legendFormat"))
                        .as(where)
                        .isNotEmpty()
                        .noneMatch(String::isBlank);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void idsAndPlacesDoNotMeet(RenderedDashboards input) {
        for (RenderedDashboards.Rendered dashboard : input.dashboards()) {
            Set<Integer> ids = new HashSet<>();
            Set<String> cells = new HashSet<>();
            for (JsonNode panel : panelsAndRows(dashboard.json())) {
                String where = dashboard + ": " + panel.path("title").asText();
                assertThat(ids.add(panel.path("id").asInt())).as(where).isTrue();
                JsonNode place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt())
                        .as(where)
                        .isLessThanOrEqualTo(24);
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    for (int y = 0; y < place.path("h").asInt(); y++) {
                        String cell = (place.path("x").asInt() + x) + "/"
                                + (place.path("y").asInt() + y);
                        assertThat(isCollapsed(dashboard.json(), panel) || cells.add(cell))
                                .as(where + " at " + cell)
                                .isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void sectionsAreSeenAtOnce(RenderedDashboards input) {
        input.dashboards()
                .forEach(rendered -> assertThat(rendered.board().dashboard().sections())
                        .as(rendered.uid())
                        .isNotEmpty()
                        .allMatch(section -> section.panels().size() <= Section.MOST_PANELS)
                        .extracting(Section::title)
                        .doesNotHaveDuplicates()
                        .noneMatch(String::isBlank));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void whoIsAskedIsAVariable(RenderedDashboards input) {
        for (RenderedDashboards.Rendered dashboard : input.dashboards()) {
            Map<String, String> variables = new TreeMap<>();
            dashboard
                    .json()
                    .at("/templating/list")
                    .forEach(variable -> variables.put(
                            "${" + variable.path("name").asText() + "}",
                            variable.path("query").asText()));
            for (JsonNode source : dashboard.json().findValues("datasource")) {
                assertThat(source.path("uid").asText())
                        .as(dashboard.uid())
                        .isEqualTo(SOURCES.get(source.path("type").asText()));
                assertThat(variables)
                        .as(dashboard.uid())
                        .containsEntry(
                                source.path("uid").asText(), source.path("type").asText());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void linksLeadToDashboardsThatAreMade(RenderedDashboards input) {
        Set<String> uids = input.dashboards().stream()
                .map(RenderedDashboards.Rendered::uid)
                .collect(Collectors.toSet());
        for (RenderedDashboards.Rendered dashboard : input.dashboards()) {
            for (String url : dashboard.json().findValuesAsText("url")) {
                Matcher path = DASHBOARD.matcher(url);
                if (path.find() && !path.group(1).startsWith("${__data.fields.")) {
                    assertThat(uids).as(dashboard.uid()).contains(path.group(1));
                    assertThat(path.group(1)).as("to itself").isNotEqualTo(dashboard.uid());
                }
            }
            dashboard.json().path("links").forEach(link -> assertThat(
                            link.path("keepTime").asBoolean()
                                    && link.path("includeVars").asBoolean())
                    .isTrue());
            dashboard
                    .json()
                    .path("panels")
                    .findValues("links")
                    .forEach(links ->
                            links.forEach(link -> assertThat(link.path("url").asText())
                                    .as(dashboard.uid())
                                    .contains("${__url_time_range}")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void queriesAskForWhatIsMade(RenderedDashboards input) {
        Set<String> known = new HashSet<>(OF_OTHERS);
        known.addAll(input.recorded());
        known.addAll(seriesOfOthers());
        for (RenderedDashboards.Rendered dashboard : input.dashboards()) {
            for (String promql : promql(dashboard.json())) {
                Expr expr = parsed(promql);
                // An input may have no SLO at all, and still the overview of all of them.
                if (!input.recorded().isEmpty()) {
                    assertThat(ExprAnalysis.selectors(expr))
                            .as(dashboard + ": " + promql)
                            .allMatch(selector -> known.contains(selector.name().orElseThrow()));
                }
                assertThat(instantSelectors(expr))
                        .as(dashboard + ": " + promql)
                        .noneMatch(selector -> EVERY_FIVE_MINUTES
                                .matcher(selector.name().orElse(""))
                                .matches());
            }
        }
    }

    /** Those of services, receivers and collectors. */
    private static List<String> seriesOfOthers() {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/dashboards/series.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<VectorSelector> instantSelectors(Expr expr) {
        Set<VectorSelector> ranged = ExprAnalysis.nodes(expr)
                .filter(MatrixSelector.class::isInstance)
                .map(node -> ((MatrixSelector) node).selector())
                .collect(Collectors.toSet());
        return ExprAnalysis.selectors(expr).stream()
                .filter(selector -> !ranged.contains(selector))
                .toList();
    }

    private static Expr parsed(String promql) {
        String asked = promql.replaceAll("\\$__(rate_interval|interval|range)", "5m")
                .replaceAll("\\$\\{[a-zA-Z_]+(:[a-z]+)?}", "x")
                .replaceAll("\\$[a-zA-Z_]+", "x");
        return switch (PromqlParser.parse(asked)) {
            case ParseResult.Parsed(Expr expr) -> expr;
            case ParseResult.Fault fault -> throw new AssertionError(promql + ": " + fault);
        };
    }

    private static List<String> promql(JsonNode dashboard) {
        List<String> queries = new ArrayList<>();
        Stream.concat(
                        stream(dashboard.at("/annotations/list")),
                        panelsAndRows(dashboard).stream().flatMap(panel -> stream(panel.path("targets"))))
                .filter(query ->
                        "prometheus".equals(query.at("/datasource/type").asText()))
                .forEach(query -> queries.add(query.path("expr").asText()));
        return queries;
    }

    private interface Check {
        void of(String where, JsonNode panel);
    }

    private static void forEachPanel(RenderedDashboards input, Check check) {
        assertThat(input.dashboards()).isNotEmpty();
        input.dashboards().forEach(dashboard -> panelsAndRows(dashboard.json()).stream()
                .filter(panel -> !"row".equals(panel.path("type").asText()))
                .forEach(
                        panel -> check.of(dashboard + ": " + panel.path("title").asText(), panel)));
    }

    private static List<JsonNode> panelsAndRows(JsonNode dashboard) {
        return stream(dashboard.path("panels"))
                .flatMap(panel -> Stream.concat(Stream.of(panel), stream(panel.path("panels"))))
                .toList();
    }

    @SuppressWarnings("ReferenceEquality") // an equal panel may stand elsewhere
    private static boolean isCollapsed(JsonNode dashboard, JsonNode panel) {
        return stream(dashboard.path("panels")).noneMatch(shown -> shown == panel);
    }

    private static List<String> texts(JsonNode list, String field) {
        return stream(list).map(one -> one.path(field).asText()).toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
