package dev.signalbox.operator.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Lists objects page by page and forgets each, because informers would keep all of them: for 5,000 workloads a hundred
 * megabytes to know a few words of each.
 */
public final class PagedList {
    private static final int PAGE = 250;

    /** Of a page: objects of a megabyte are listed a few at a time. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOG = Logger.getLogger(PagedList.class);
    private static final String WHOLE = "application/json";
    private static final String METADATA =
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

    private final BoundedAnswers answers;

    public PagedList(KubernetesClient client) {
        this.answers = new BoundedAnswers(client, MOST_BYTES, PATIENCE);
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
     * Each object in its turn; what has more values than anything that a person wrote is passed over.
     *
     * @param path such as {@code apis/apps/v1/deployments}
     * @param query such as {@code labelSelector=…}, each value encoded; may be empty
     * @param metadataOnly whether spec and status are left out
     */
    public void each(String path, String query, boolean metadataOnly, Consumer<JsonNode> object) throws Unlisted {
        String accept = metadataOnly ? METADATA : WHOLE;
        Optional<String> more = Optional.of("");
        int limit = PAGE;
        while (more.isPresent()) {
            Optional<byte[]> page =
                    answers.to(path + "?limit=" + limit + (query.isEmpty() ? "" : "&" + query) + more.get(), accept);
            if (page.isPresent()) {
                more = read(path, page.get(), object).map(token -> "&continue=" + encoded(token));
            } else if (limit > 1) {
                limit = Math.max(1, limit / 8);
            } else {
                throw tooLarge("an object of " + path);
            }
        }
    }

    /** Where it goes on. */
    private static Optional<String> read(String path, byte[] page, Consumer<JsonNode> object) throws Unlisted {
        try {
            ListedPage listed = ListedPage.read(page, object);
            if (listed.passedOver() > 0) {
                LOG.warnf("%d objects of %s have too many values to be looked at", listed.passedOver(), path);
            }
            return listed.more();
        } catch (IOException e) {
            throw new Unlisted(0, "the API server's list of " + path + " can't be read: " + e.getMessage());
        }
    }

    private static Unlisted tooLarge(String what) {
        return new Unlisted(0, what + " has more than " + MOST_BYTES + " bytes");
    }

    /** @param watched namespaces; empty for all */
    public void slos(Set<String> watched, Consumer<JsonNode> slo) throws Unlisted {
        String path = "apis/signalbox.dev/v1alpha1/";
        if (watched.isEmpty()) {
            each(path + "slos", "", false, slo);
        }
        for (String namespace : new TreeSet<>(watched)) {
            each(path + "namespaces/" + namespace + "/slos", "", false, slo);
        }
    }

    /** A single object. */
    JsonNode one(String path) throws Unlisted {
        byte[] body = answers.to(path, WHOLE).orElseThrow(() -> tooLarge(path));
        return Serialization.unmarshal(new ByteArrayInputStream(body), JsonNode.class);
    }

    /** As part of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
