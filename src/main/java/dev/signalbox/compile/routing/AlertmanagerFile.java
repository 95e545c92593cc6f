package dev.signalbox.compile.routing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.routing.ReceiverSettings.Field;
import dev.signalbox.compile.routing.ReceiverSettings.Value;
import dev.signalbox.model.routing.MuteTime;
import java.time.DayOfWeek;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Routes as the whole configuration of an Alertmanager.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/">Configuration</a>
 */
final class AlertmanagerFile {
    /** Where the prometheus-operator mounts Secrets that an Alertmanager lists; and everybody else may. */
    static final String SECRETS = "/etc/alertmanager/secrets/";

    private AlertmanagerFile() {}

    static String text(RoutingTree tree) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.set("route", route(tree.root()).set("group_by", texts(RoutingTree.GROUP_BY)));
        ArrayNode receivers = file.putArray("receivers");
        tree.receivers().forEach(receiver -> {
            ObjectNode node = receivers.addObject().put("name", receiver.name());
            receiver.settings().map(ReceiverSettings::of).ifPresent(settings -> node.putArray(settings.file())
                    .add(fields(settings.fields())));
        });
        ArrayNode inhibitions = file.putArray("inhibit_rules");
        tree.inhibitions().forEach(inhibition -> {
            ObjectNode node = inhibitions.addObject();
            node.set("source_matchers", texts(inhibition.source()));
            node.set("target_matchers", texts(inhibition.target()));
            node.set("equal", texts(inhibition.equal()));
        });
        if (!tree.muteTimes().isEmpty()) {
            ArrayNode times = file.putArray("time_intervals");
            tree.muteTimes().forEach(time -> times.add(time(time)));
        }
        return ManifestYaml.print(file);
    }

    private static ObjectNode route(RouteNode route) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("receiver", route.receiver());
        if (!route.matchers().isEmpty()) {
            node.set("matchers", texts(route.matchers()));
        }
        node.put("group_wait", route.timing().firstWait());
        node.put("group_interval", route.timing().interval());
        node.put("repeat_interval", route.timing().repeat());
        if (!route.muteTimes().isEmpty()) {
            node.set("mute_time_intervals", texts(route.muteTimes()));
        }
        if (!route.routes().isEmpty()) {
            ArrayNode routes = node.putArray("routes");
            route.routes().forEach(below -> routes.add(route(below)));
        }
        return node;
    }

    private static ObjectNode fields(List<Field> fields) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> {
            switch (field.value()) {
                case Value.Text(String text) -> node.put(field.file(), text);
                case Value.Flag(boolean on) -> node.put(field.file(), on);
                case Value.Secret(var key) -> node.put(field.file(), SECRETS + key);
                case Value.Pairs(var pairs) -> pairs.forEach(node.withObjectProperty(field.file())::put);
            }
        });
        return node;
    }

    private static ObjectNode time(MuteTime time) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", time.name());
        ObjectNode interval = node.putArray("time_intervals").addObject();
        time.times().forEach(range -> interval.withArrayProperty("times")
                .addObject()
                .put("start_time", range.from())
                .put("end_time", range.to()));
        time.weekdays().forEach(day -> interval.withArrayProperty("weekdays").add(name(day)));
        CalendarRanges.of(time.daysOfMonth())
                .forEach(range -> interval.withArrayProperty("days_of_month").add(range.toString()));
        CalendarRanges.of(time.months())
                .forEach(range -> interval.withArrayProperty("months").add(range.toString()));
        return node;
    }

    static String name(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    static ArrayNode texts(Collection<?> items) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> texts.add(item.toString()));
        return texts;
    }
}
