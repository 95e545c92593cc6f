package dev.signalbox.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Text files that come with the program, in a jar or in a directory of classes. */
public final class ClassPathFiles {
    private ClassPathFiles() {}

    /**
     * Reads all files of a directory, in the order of their names.
     *
     * @param directory its absolute name on the class path, {@code /crds}
     * @param suffix what the files' names end with
     */
    public static List<String> read(String directory, String suffix) {
        URL url = ClassPathFiles.class.getResource(directory);
        if (url == null) {
            return List.of();
        }
        try {
            if (!"jar".equals(url.getProtocol())) {
                return read(Path.of(url.toURI()), suffix);
            }
            URL jar = ((JarURLConnection) url.openConnection()).getJarFileURL();
            try (FileSystem files = FileSystems.newFileSystem(Path.of(jar.toURI()))) {
                return read(files.getPath(directory), suffix);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> read(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(ClassPathFiles::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
