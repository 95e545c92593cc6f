package dev.signalbox.sidecar;

import dev.signalbox.compile.kube.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
        Content.Unreadable last = new Content.Unreadable(path + " changes faster than it can be read");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Path before = current();
                Content content = contentOf(before);
                if (before.equals(current())) {
                    return content;
                }
            } catch (NoSuchFileException e) {
                last = new Content.Unreadable(e.getMessage() + " is not there");
            } catch (IOException e) {
                last = new Content.Unreadable(path + " cannot be read: " + e.getMessage());
            }
        }
        return last;
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
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
        }
        return new Content.Read(ContentHash.of(contents), directory.equals(path) ? changed(files) : made(link()));
    }

    /** For each change a new link is made. */
    private static Instant made(Path link) throws IOException {
        return Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    /** The kernel's own time: the other one may be that of the file it was copied from. */
    private Instant changed(List<Path> files) throws IOException {
        Instant last = changed(path);
        for (Path file : files) {
            Instant changed = changed(file);
            last = changed.isAfter(last) ? changed : last;
        }
        return last;
    }

    private static Instant changed(Path file) throws IOException {
        return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path link() {
        return path.resolve(LINK);
    }
}
