package dev.signalbox.compile.routing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.routing.ReceiverSettings.Field;
import dev.signalbox.compile.routing.ReceiverSettings.Value;
import dev.signalbox.facts.ServedKind;
import dev.signalbox.model.routing.MuteTime;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;

/**
 * Routes as a part of the configuration of an Alertmanager that others have routes in, too: only alerts of ours are taken.
 *
 * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfig">
 *     AlertmanagerConfig</a>
 */
final class AlertmanagerConfigObject {
    static final String NAME = "signalbox-routes";

    private AlertmanagerConfigObject() {}

    static HasMetadata of(RoutingTree tree, String namespace, Map<String, String> labels) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        ObjectNode root = route(tree.root());
        root.set("matchers", matchers(List.of(AlertMatcher.given(Priority.SEVERITY))));
        root.set("groupBy", AlertmanagerFile.texts(RoutingTree.GROUP_BY));
        spec.set("route", root);
        ArrayNode receivers = spec.putArray("receivers");
        tree.receivers().forEach(receiver -> {
            ObjectNode node = receivers.addObject().put("name", receiver.name());
            receiver.settings().map(ReceiverSettings::of).ifPresent(settings -> node.putArray(settings.object())
                    .add(fields(settings.fields())));
        });
        ArrayNode inhibitions = spec.putArray("inhibitRules");
        tree.inhibitions().forEach(inhibition -> {
            ObjectNode node = inhibitions.addObject();
            node.set("sourceMatch", matchers(inhibition.source()));
            node.set("targetMatch", matchers(inhibition.target()));
            node.set("equal", AlertmanagerFile.texts(inhibition.equal()));
        });
        if (!tree.muteTimes().isEmpty()) {
            ArrayNode times = spec.putArray("muteTimeIntervals");
            tree.muteTimes().forEach(time -> times.add(time(time)));
        }
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(ServedKind.ALERTMANAGER_CONFIG.apiVersion())
                .withKind(ServedKind.ALERTMANAGER_CONFIG.kind())
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .withLabels(OutputLabels.with(labels))
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    private static ObjectNode route(RouteNode route) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("receiver", route.receiver());
        if (!route.matchers().isEmpty()) {
            node.set("matchers", matchers(route.matchers()));
        }
        node.put("groupWait", route.timing().firstWait());
        node.put("groupInterval", route.timing().interval());
        node.put("repeatInterval", route.timing().repeat());
        if (!route.muteTimes().isEmpty()) {
            node.set("muteTimeIntervals", AlertmanagerFile.texts(route.muteTimes()));
        }
        if (!route.routes().isEmpty()) {
            ArrayNode routes = node.putArray("routes");
            route.routes().forEach(below -> routes.add(route(below)));
        }
        return node;
    }

    private static ArrayNode matchers(List<AlertMatcher> matchers) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        matchers.forEach(matcher -> nodes.addObject()
                .put("name", matcher.label())
                .put("matchType", matcher.operator().text())
                .put("value", matcher.value()));
        return nodes;
    }

    private static ObjectNode fields(List<Field> fields) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> {
            switch (field.value()) {
                case Value.Text(String text) -> node.put(field.object(), text);
                case Value.Flag(boolean on) -> node.put(field.object(), on);
                case Value.Secret(var key) ->
                    node.putObject(field.object()).put("name", key.name()).put("key", key.key());
                case Value.Pairs(var pairs) ->
                    pairs.forEach((key, value) -> node.withArrayProperty(field.object())
                            .addObject()
                            .put("key", key)
                            .put("value", value));
            }
        });
        return node;
    }

    private static ObjectNode time(MuteTime time) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", time.name());
        ObjectNode interval = node.putArray("timeIntervals").addObject();
        time.times().forEach(range -> interval.withArrayProperty("times")
                .addObject()
                .put("startTime", range.from())
                .put("endTime", range.to()));
        time.weekdays().forEach(day -> interval.withArrayProperty("weekdays").add(AlertmanagerFile.name(day)));
        CalendarRanges.of(time.daysOfMonth()).forEach(range -> interval.withArrayProperty("daysOfMonth")
                .addObject()
                .put("start", range.first())
                .put("end", range.last()));
        CalendarRanges.of(time.months())
                .forEach(range -> interval.withArrayProperty("months").add(range.toString()));
        return node;
    }
}
