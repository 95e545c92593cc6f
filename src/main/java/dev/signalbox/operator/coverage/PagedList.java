package dev.signalbox.operator.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Lists objects page by page and forgets each, because informers would keep all of them: for 5,000 workloads a hundred
 * megabytes to know a few words of each.
 */
public final class PagedList {
    private static final int PAGE = 250;
    private static final long SECONDS = 30;
    private static final String WHOLE = "application/json";
    private static final String METADATA =
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

    private final KubernetesClient client;

    public PagedList(KubernetesClient client) {
        this.client = client;
    }

    /** What is listed can't be. */
    public static final class Unlisted extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Unlisted(int status, String message) {
            super(message);
            this.status = status;
        }

        public boolean isNotServed() {
            return status == HttpURLConnection.HTTP_NOT_FOUND;
        }

        boolean isForbidden() {
            return status == HttpURLConnection.HTTP_FORBIDDEN;
        }
    }

    /**
     * @param path such as {@code apis/apps/v1/deployments}
     * @param query such as {@code labelSelector=…}, each value encoded; may be empty
     * @param metadataOnly whether spec and status are left out
     */
    public void each(String path, String query, boolean metadataOnly, Consumer<JsonNode> object) throws Unlisted {
        String more = "";
        do {
            JsonNode page = page(
                    path + "?limit=" + PAGE + (query.isEmpty() ? "" : "&" + query) + more,
                    metadataOnly ? METADATA : WHOLE);
            page.path("items").forEach(object);
            String token = page.path("metadata").path("continue").asText("");
            more = token.isEmpty() ? "" : "&continue=" + encoded(token);
        } while (!more.isEmpty());
    }

    /** A single object. */
    JsonNode one(String path) throws Unlisted {
        return page(path, WHOLE);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode page(String url, String accept) throws Unlisted {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + url)
                .header("Accept", accept)
                .timeout(SECONDS, TimeUnit.SECONDS)
                .build();
        try {
            HttpResponse<String> answer =
                    client.getHttpClient().sendAsync(request, String.class).get(SECONDS, TimeUnit.SECONDS);
            JsonNode body = Serialization.unmarshal(answer.body(), JsonNode.class);
            if (!answer.isSuccessful()) {
                throw new Unlisted(answer.code(), body.path("message").asText("status " + answer.code()));
            }
            return body;
        } catch (ExecutionException | TimeoutException e) {
            throw new Unlisted(0, "the API server can't be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unlisted(0, "interrupted");
        }
    }
}
