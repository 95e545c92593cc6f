package dev.signalbox.testing.collector;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who made an item: what OTLP says once for many.
 *
 * @param resource attributes of the resource; values as of {@link AnyValue}
 * @param scope name of the instrumentation scope, or empty
 * @param scopeAttributes attributes of the scope
 */
public record Origin(Map<String, Object> resource, String scope, Map<String, Object> scopeAttributes) {

    /** A service as its SDK would call it. */
    public static Origin service(String name) {
        return new Origin(Map.of("service.name", name), "", Map.of());
    }

    /** The same with one more attribute of the resource. */
    public Origin with(String key, Object value) {
        return new Origin(plus(resource, key, value), scope, scopeAttributes);
    }

    /** The same with one more attribute of the scope. */
    public Origin withScope(String name, String key, Object value) {
        return new Origin(resource, name, plus(scopeAttributes, key, value));
    }

    static Map<String, Object> plus(Map<String, Object> attributes, String key, Object value) {
        Map<String, Object> more = new TreeMap<>(attributes);
        more.put(key, value);
        return more;
    }
}
