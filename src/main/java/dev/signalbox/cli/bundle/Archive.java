package dev.signalbox.cli.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files on their way into an archive: in the order of their names, and with the same bytes for the same content. */
final class Archive {
    /** Of one file. */
    static final int MOST_OF_A_FILE = 8 << 20;

    /** Of all together, before they are compressed: to about a tenth. */
    static final int MOST_OF_ALL = 96 << 20;

    private static final String README = "README.md";
    private static final String CUT = "\n... cut here, at %d MiB\n";

    /** The beginning of time, for archives: when something was taken is no part of what it is. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> told = new TreeMap<>();
    private long size;

    /**
     * Text that has been redacted.
     *
     * @param outcome what is said about it
     */
    void add(String file, String text, String outcome) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_OF_A_FILE) {
            add(file, bytes, outcome);
            return;
        }
        String head = new String(bytes, 0, MOST_OF_A_FILE, StandardCharsets.UTF_8);
        add(
                file,
                (head + CUT.formatted(MOST_OF_A_FILE >> 20)).getBytes(StandardCharsets.UTF_8),
                outcome + "; cut at " + (MOST_OF_A_FILE >> 20) + " MiB");
    }

    /**
     * Anything.
     *
     * @param outcome what is said about it
     */
    void add(String file, byte[] bytes, String outcome) {
        if (size + bytes.length > MOST_OF_ALL) {
            missing(file, "left out: the bundle has " + (MOST_OF_ALL >> 20) + " MiB");
            return;
        }
        size += bytes.length;
        files.put(file, bytes);
        told.put(file, outcome);
    }

    /** @param why it is not there */
    void missing(String file, String why) {
        told.put(file, RedactedText.of(why).replaceAll("\\s+", " "));
    }

    /** File → what is said about it. */
    Map<String, String> told() {
        return told;
    }

    /** @param readme what is said about all of it */
    void write(OutputStream out, String readme) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, README, readme.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
