package dev.signalbox.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads from the API server, with bounds: of whatever refuses to answer, or does not end, a line is told.
 *
 * @param client as whoever asks
 */
record ApiReader(KubernetesClient client) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_SECONDS = 20;
    private static final int PAGE = 500;

    /** A list is read so far: as many objects tell what they are like. */
    private static final int MOST_PAGES = 4;

    private static final int LONGEST_WORDS = 400;

    /** What came of a question. */
    sealed interface Answer {
        /** @param text all of it: of lists there are pages, of logs there are bounds */
        record Body(String text) implements Answer {}

        /**
         * Nothing.
         *
         * @param code of HTTP; 0: nobody answered
         */
        record Refused(int code, String why) implements Answer {}
    }

    /** What came of asking for a list. */
    sealed interface Listing {
        /** @param isCut whether there are more */
        record Read(List<JsonNode> items, boolean isCut) implements Listing {}

        /** Nothing, and why. */
        record Refused(int code, String why) implements Listing {}
    }

    /**
     * @param path with its query
     * @param accept the form that is asked for
     */
    Answer get(String path, String accept) {
        try {
            HttpResponse<String> response = client.getHttpClient()
                    .sendAsync(
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri(URI.create(client.getMasterUrl().toString())
                                            .resolve(path))
                                    .header("Accept", accept)
                                    .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                    .build(),
                            String.class)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return response.isSuccessful()
                    ? new Answer.Body(response.body())
                    : new Answer.Refused(response.code(), words(response.code(), response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Refused(0, "interrupted");
        } catch (ExecutionException e) {
            return new Answer.Refused(0, String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
            return new Answer.Refused(0, "no answer in " + PATIENCE_SECONDS + " s");
        }
    }

    /** All of a list, page by page. */
    Listing list(String path, String query) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (get(path + "?limit=" + PAGE + query + next, "application/json")) {
                case Answer.Refused(int code, String why) -> {
                    return new Listing.Refused(code, why);
                }
                case Answer.Body body -> {
                    JsonNode list = tree(body);
                    list.path("items").forEach(item -> items.add(named(list, item)));
                    String more = list.path("metadata").path("continue").asText();
                    if (more.isEmpty()) {
                        return new Listing.Read(items, false);
                    }
                    next = "&continue=" + URLEncoder.encode(more, StandardCharsets.UTF_8);
                }
            }
        }
        return new Listing.Read(items, true);
    }

    /** In lists of kinds of the API server's own the items don't say what they are. */
    private static JsonNode named(JsonNode list, JsonNode item) {
        if (item instanceof ObjectNode object && !object.has("kind")) {
            object.set("apiVersion", list.path("apiVersion"));
            object.put("kind", list.path("kind").asText().replaceFirst("List$", ""));
        }
        return item;
    }

    /** Nothing where it is no JSON. */
    static JsonNode tree(Answer.Body body) {
        try {
            return JSON.readTree(body.text());
        } catch (IOException noJson) {
            return JSON.missingNode();
        }
    }

    private static String words(int code, String text) {
        if (code == HttpURLConnection.HTTP_NOT_FOUND) {
            return "not found, or not served";
        }
        String told = tree(new Answer.Body(text)).path("message").asText(text);
        return code + ": "
                + told.substring(0, Math.min(told.length(), LONGEST_WORDS)).strip();
    }
}
