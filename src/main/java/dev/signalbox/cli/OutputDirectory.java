package dev.signalbox.cli;

import dev.signalbox.model.ResourceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes manifests as files: all are written aside first and then moved, so that none is ever seen half-written. */
final class OutputDirectory {
    private OutputDirectory() {}

    /**
     * @param runbooks Markdown pages, by the resource that they are about
     * @param documents others, by namespace and file name
     */
    static void write(
            Path directory,
            List<Manifest> manifests,
            Map<ResourceName, String> runbooks,
            Map<ResourceName, String> documents)
            throws IOException {
        Files.createDirectories(directory);
        Path aside = Files.createTempDirectory(directory, ".signalbox-");
        try {
            Map<String, String> files = files(manifests);
            runbooks.forEach((name, page) ->
                    files.put(segment(name.namespace()) + "/" + segment("runbook-" + name.name()) + ".md", page));
            documents.forEach((name, text) -> files.put(segment(name.namespace()) + "/" + segment(name.name()), text));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path target = aside.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
            for (String file : files.keySet()) {
                Path target = directory.resolve(file);
                Files.createDirectories(target.getParent());
                Files.move(aside.resolve(file), target, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(aside);
        }
    }

    /** Content by name; names that would be the same are numbered, in the order of output. */
    private static Map<String, String> files(List<Manifest> manifests) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            String name = name(manifest);
            String free = name + ".yaml";
            for (int i = 2; files.containsKey(free); i++) {
                free = name + "-" + i + ".yaml";
            }
            files.put(free, manifest.yaml());
        }
        return files;
    }

    private static String name(Manifest manifest) {
        String name = manifest.identity().name().isEmpty()
                ? ""
                : "-" + manifest.identity().name();
        String file = segment(manifest.identity().kind().toLowerCase(Locale.ROOT) + name);
        String namespace = manifest.identity().namespace();
        return namespace.isEmpty() ? file : segment(namespace) + "/" + file;
    }

    /** What no file system objects to, and what no name leaves the directory with. */
    private static String segment(String name) {
        StringBuilder segment = new StringBuilder();
        name.codePoints()
                .forEach(c -> segment.append(
                        isHarmless(c, segment.isEmpty()) ? Character.toString(c) : String.format("%%%02X", c)));
        return segment.toString();
    }

    private static boolean isHarmless(int c, boolean first) {
        boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return alphanumeric || c == '-' || c == '_' || (c == '.' && !first);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
