package dev.signalbox.backend.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Where a server is, and how it is spoken to.
 *
 * @param url as a user wrote it, with or without a path; may have no user or password in it
 */
public record Endpoint(String url, Access access) {

    /**
     * An address below it.
     *
     * @param path begins with a slash, and is encoded
     * @throws IllegalArgumentException the user's part is no address
     */
    URI resolve(String path) {
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) + path : url + path);
    }

    /** {@code path?name=value&…}, encoded. */
    public static String with(String path, SortedMap<String, String> parameters) {
        return parameters.entrySet().stream().map(Endpoint::pair).collect(Collectors.joining("&", path + "?", ""));
    }

    private static String pair(Map.Entry<String, String> parameter) {
        return parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
    }
}
