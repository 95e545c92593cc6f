package dev.signalbox.testing.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What an API server is asked.
 *
 * @param verb as in RBAC: {@code get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code patch}, {@code delete}
 * @param resource in the plural, with its subresource: {@code slos/status}
 */
public record ApiRequest(String verb, String resource) {
    private static final Set<String> READS = Set.of("get", "list", "watch");

    public boolean isWatch() {
        return verb.equals("watch");
    }

    public boolean isWrite() {
        return !READS.contains(verb);
    }

    /** @param line {@code GET /apis/signalbox.dev/v1alpha1/namespaces/shop/slos/checkout/status HTTP/1.1} */
    static ApiRequest of(String line) {
        String[] parts = line.split(" ");
        String[] address = parts[1].split("\\?", 2);
        List<String> path = Arrays.stream(address[0].split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        int version = path.isEmpty() ? 0 : path.getFirst().equals("api") ? 2 : 3;
        boolean scoped = path.size() > version + 2 && path.get(version).equals("namespaces");
        List<String> object = path.subList(Math.min(path.size(), scoped ? version + 2 : version), path.size());
        boolean watch = address.length > 1 && address[1].contains("watch=true");
        return new ApiRequest(
                verb(parts[0], object.size() > 1, watch),
                object.isEmpty() ? address[0] : object.getFirst() + (object.size() > 2 ? "/" + object.get(2) : ""));
    }

    private static String verb(String method, boolean named, boolean watch) {
        return switch (method) {
            case "GET" -> watch ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> method;
        };
    }
}
