package dev.signalbox.sidecar;

import dev.signalbox.compile.kube.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory into which the kubelet mounts a ConfigMap: its files lead through the link {@code ..data} into a directory of
 * their own, which a change replaces by letting the link lead elsewhere. A directory without that link is read as it is.
 *
 * @param path of the mount
 * @see <a href="https://pkg.go.dev/k8s.io/kubernetes/pkg/volume/util#AtomicWriter">AtomicWriter</a>
 */
public record ContentDirectory(Path path) {
    private static final String LINK = "..data";
    private static final int ATTEMPTS = 3;

    /** What is in it now; never a mixture of before and after a change of the link. */
    public Content read() {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Path before = current();
                Content content = contentOf(before);
                if (before.equals(current())) {
                    return content;
                }
            }
            return new Content.Unreadable(path + " changes faster than it can be read");
        } catch (NoSuchFileException e) {
            return new Content.Unreadable(e.getMessage() + " is not there");
        } catch (IOException e) {
            return new Content.Unreadable(path + " cannot be read: " + e.getMessage());
        }
    }

    private Path current() throws IOException {
        return Files.exists(link(), LinkOption.NOFOLLOW_LINKS) ? link().toRealPath() : path;
    }

    private Content contentOf(Path directory) throws IOException {
        List<Path> files = files(directory);
        if (files.isEmpty()) {
            return new Content.Unreadable("there is no file in " + path);
        }
        List<byte[]> contents = new ArrayList<>();
        Instant since = Instant.EPOCH;
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
            since = later(since, modified(file));
        }
        // A new link is made for each change, but the files are older than it where the disk was slow.
        return new Content.Read(
                ContentHash.of(contents), directory.equals(path) ? since : later(since, modified(link())));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path link() {
        return path.resolve(LINK);
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
