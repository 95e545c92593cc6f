package dev.signalbox.operator.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.operator.coverage.PagedList;
import dev.signalbox.operator.coverage.PagedList.Unlisted;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Objects of a kind that others write, listed where it is served.
 *
 * @param kind as in a manifest
 * @param apiVersion {@code group/version}, or {@code v1}
 * @param plural as in an address
 */
record ListedKind(String kind, String apiVersion, String plural) {

    /**
     * Each object; none where the kind is not served.
     *
     * @param namespaces empty for all
     * @param query encoded
     */
    void each(PagedList lists, Set<String> namespaces, String query, Consumer<JsonNode> object) throws Unlisted {
        String root = (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion + "/";
        try {
            if (namespaces.isEmpty()) {
                lists.each(root + plural, query, false, object);
            }
            for (String namespace : new TreeSet<>(namespaces)) {
                lists.each(root + "namespaces/" + namespace + "/" + plural, query, false, object);
            }
        } catch (Unlisted e) {
            if (!e.isNotServed()) {
                throw e;
            }
        }
    }
}
