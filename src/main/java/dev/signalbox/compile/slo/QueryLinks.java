package dev.signalbox.compile.slo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.facts.LookupLinks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Links that open a query where people can go on from it. */
final class QueryLinks {
    private static final String PERIOD = "now-6h";

    private QueryLinks() {}

    /** Grafana where it and its data source are known, else the server's own page, else nothing. */
    static Optional<String> to(String promql, LookupLinks links) {
        Optional<String> explore = links.grafana().flatMap(grafana -> links.datasource()
                .map(uid -> base(grafana) + "/explore?schemaVersion=1&panes=" + encoded(panes(promql, uid))));
        return explore.or(() -> links.prometheus()
                .map(server -> base(server) + "/graph?g0.expr=" + encoded(promql) + "&g0.tab=0&g0.range_input=6h"));
    }

    /** What Grafana 10 and later read as the state of Explore. */
    private static String panes(String promql, String datasource) {
        ObjectNode panes = JsonNodeFactory.instance.objectNode();
        ObjectNode pane = panes.putObject("slo").put("datasource", datasource);
        pane.putArray("queries")
                .addObject()
                .put("refId", "A")
                .put("expr", promql)
                .putObject("datasource")
                .put("type", "prometheus")
                .put("uid", datasource);
        pane.putObject("range").put("from", PERIOD).put("to", "now");
        return panes.toString();
    }

    private static String base(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** A space as {@code %20}, which is one wherever it stands. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
