package dev.signalbox.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    @Test
    void theOrderInWhichFilesComeMakesNoDifference() throws IOException {
        Archive one = new Archive();
        one.add("b.yaml", "b: 1\n", "one");
        one.add("a.yaml", "a: 1\n", "one");
        Archive other = new Archive();
        other.add("a.yaml", "a: 1\n", "one");
        other.add("b.yaml", "b: 1\n", "one");

        assertThat(bytes(one)).isEqualTo(bytes(other));
        assertThat(names(bytes(one))).containsExactly("README.md", "a.yaml", "b.yaml");
    }

    @Test
    void whatIsTooLargeIsCutOrLeftOut() throws IOException {
        Archive archive = new Archive();
        archive.add("long.log", "x".repeat(Archive.MOST_OF_A_FILE + 1), "a log");
        archive.add("huge.jfr", new byte[Archive.MOST_OF_ALL], "a profile");
        archive.missing("none.yaml", "403: https://me:S3CRET@server\n says no");

        assertThat(archive.told())
                .containsEntry("long.log", "a log; cut at 8 MiB")
                .containsEntry("huge.jfr", "left out: the bundle has 96 MiB")
                .containsEntry("none.yaml", "403: https://<removed>@server says no");
        assertThat(names(bytes(archive))).containsExactly("README.md", "long.log");
    }

    private static byte[] bytes(Archive archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.write(out, "all of it\n");
        return out.toByteArray();
    }

    private static List<String> names(byte[] bytes) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
