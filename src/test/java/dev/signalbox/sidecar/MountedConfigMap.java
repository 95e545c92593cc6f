package dev.signalbox.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** A directory into which a ConfigMap is mounted, changed as the kubelet does it. */
final class MountedConfigMap {
    private final Path mount;
    private int version;

    MountedConfigMap(Path mount, Map<String, String> data) throws IOException {
        this.mount = Files.createDirectories(mount);
        set(data);
    }

    Path path() {
        return mount;
    }

    /** Files in a directory of their own, one rename, links for new names, and the directory of before is removed. */
    void set(Map<String, String> data) throws IOException {
        Path link = mount.resolve("..data");
        Path before = Files.exists(link) ? link.toRealPath() : null;
        Path directory = Files.createDirectory(mount.resolve("..2026_01_02_03_04_05." + version++));
        for (var file : data.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), directory.getFileName());
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        for (String name : data.keySet()) {
            if (!Files.exists(mount.resolve(name))) {
                Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
            }
        }
        if (before != null) {
            remove(before);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
