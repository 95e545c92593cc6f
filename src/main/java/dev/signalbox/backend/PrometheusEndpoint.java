package dev.signalbox.backend;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a Prometheus, or what speaks like one, is.
 *
 * @param url as a user wrote it, with or without a path
 * @param tenant sent as {@code X-Scope-OrgID}
 */
public record PrometheusEndpoint(String url, Optional<String> tenant) {

    URI resolve(String path) {
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) + path : url + path);
    }

    URI query(String expression) {
        return resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }
}
