package dev.signalbox.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.kube.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void oneFileHasTheHashOfItsText() throws IOException {
        var mount = new MountedConfigMap(directory, Map.of("sampling.yaml", "a: ä\n"));

        assertThat(hash()).isEqualTo(ContentHash.of("a: ä\n")).isEqualTo("615b91c3db");
        mount.set(Map.of("sampling.yaml", "a: 2\n"));
        assertThat(hash()).isEqualTo(ContentHash.of("a: 2\n"));
    }

    @Test
    void severalFilesCountAsAWholeInTheOrderOfTheirNames() throws IOException {
        var mount = new MountedConfigMap(directory, Map.of("b.yaml", "2", "a.yaml", "1"));
        assertThat(hash()).isEqualTo(ContentHash.of("1", "2"));

        mount.set(Map.of("b.yaml", "", "a.yaml", "12"));
        assertThat(hash()).isNotEqualTo(ContentHash.of("1", "2"));
    }

    @Test
    void theTimeIsThatOfTheChange() throws Exception {
        var mount = new MountedConfigMap(directory, Map.of("sampling.yaml", "a"));
        Thread.sleep(100);
        Instant before = Instant.now().minusMillis(50);
        mount.set(Map.of("sampling.yaml", "b"));

        assertThat(since()).isBetween(before, Instant.now());
    }

    @Test
    void aDirectoryOfPlainFilesIsReadAsItIsAndItsFilesAreNotBelieved() throws IOException {
        Instant before = Instant.now().minusMillis(50);
        Path file = Files.writeString(directory.resolve("sampling.yaml"), "a");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(hash()).isEqualTo(ContentHash.of("a"));
        assertThat(since()).isBetween(before, Instant.now());
    }

    @Test
    void nothingThereIsSaid() {
        assertThat(new ContentDirectory(directory).read())
                .isEqualTo(new Content.Unreadable("there is no file in " + directory));
        Path missing = directory.resolve("missing");
        assertThat(new ContentDirectory(missing).read()).isEqualTo(new Content.Unreadable(missing + " is not there"));
    }

    @Test
    void aMixtureIsNeverSeen() throws Exception {
        var mount = new MountedConfigMap(directory, Map.of("a.yaml", "0", "b.yaml", "0"));
        Set<String> whole = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            whole.add(ContentHash.of("" + i, "" + i));
        }
        var ended = new AtomicBoolean();
        Thread kubelet = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 3000; i++) {
                try {
                    mount.set(Map.of("a.yaml", "" + i % 10, "b.yaml", "" + i % 10));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            ended.set(true);
        });
        int read = 0;
        while (kubelet.isAlive()) {
            if (new ContentDirectory(directory).read() instanceof Content.Read(String hash, Instant since)) {
                assertThat(whole).contains(hash);
                read++;
            }
        }
        kubelet.join();
        assertThat(ended).isTrue();
        assertThat(read).isPositive();
    }

    private String hash() {
        return read().hash();
    }

    private Instant since() {
        return read().since();
    }

    private Content.Read read() {
        return (Content.Read) new ContentDirectory(directory).read();
    }
}
