package dev.signalbox.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** What {@code kubectl get slo -A} prints: the server itself makes the table, so it is the same. */
final class SloTable {
    private SloTable() {}

    static List<List<String>> of(KubernetesClient client) {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + "apis/signalbox.dev/v1alpha1/slos")
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        try {
            String body = client.getHttpClient()
                    .sendAsync(request, String.class)
                    .get()
                    .body();
            return rows(Serialization.unmarshal(body, JsonNode.class));
        } catch (ExecutionException e) {
            throw new QuickstartFailure("could not list the SLOs: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartFailure("interrupted", e);
        }
    }

    private static List<List<String>> rows(JsonNode table) {
        List<Integer> shown = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("NAMESPACE"));
        JsonNode columns = table.path("columnDefinitions");
        for (int i = 0; i < columns.size(); i++) {
            // Priority 0 is what is shown without -o wide.
            if (columns.get(i).path("priority").asInt() == 0) {
                shown.add(i);
                header.add(columns.get(i).path("name").asText().toUpperCase(Locale.ROOT));
            }
        }
        List<List<String>> rows = new ArrayList<>(List.of(header));
        for (JsonNode row : table.path("rows")) {
            List<String> cells = new ArrayList<>();
            cells.add(row.path("object").path("metadata").path("namespace").asText());
            for (int column : shown) {
                JsonNode cell = row.path("cells").path(column);
                cells.add(cell.isNull() ? "" : cell.asText());
            }
            rows.add(cells);
        }
        return rows;
    }
}
