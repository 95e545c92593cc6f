package dev.signalbox.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The socket of one operator, in a directory that only its own user may enter: who may run programs in the pod, and nobody
 * else. What is answered begins with a line, {@link #FINE} or why not; what was asked for follows.
 *
 * @param process id of the operator's process
 * @param directory of the socket
 */
public record LocalSocket(long process, Path directory) {
    /** The first line of an answer that has what was asked for. */
    public static final String FINE = "ok";

    private static final String PREFIX = "signalbox-operator-";
    private static final int LONGEST_LINE = 1024;
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    /** @param temporary a directory that can be written to */
    public static LocalSocket of(long process, Path temporary) {
        return new LocalSocket(process, temporary.resolve(PREFIX + process));
    }

    /** Those of all operators that run. */
    public static List<LocalSocket> running(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{1,18}"))
                    .map(file -> new LocalSocket(
                            Long.parseLong(file.getFileName().toString().substring(PREFIX.length())), file))
                    .filter(socket -> ProcessHandle.of(socket.process()).isPresent() && Files.exists(socket.file()))
                    .sorted((one, other) -> Long.compare(one.process(), other.process()))
                    .toList();
        }
    }

    /**
     * Listens. What a process of the same id has left, as in a container that was started again, makes way.
     *
     * @throws IOException also where the directory is somebody else's
     */
    public ServerSocketChannel listen() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OURS_ALONE));
        }
        // Fails where it is not ours.
        Files.setPosixFilePermissions(directory, OURS_ALONE);
        Files.deleteIfExists(file());
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(file()));
        return channel;
    }

    /** Nobody listens any more. */
    public void remove() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(directory);
    }

    /** The answer, from its first line on; to be closed. */
    public InputStream ask(LocalRequest request) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file()));
        channel.write(ByteBuffer.wrap((request.line() + "\n").getBytes(StandardCharsets.UTF_8)));
        return Channels.newInputStream(channel);
    }

    /** The next line of what one side sends, without its end; of a longer one the beginning. */
    public static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n' && line.length() < LONGEST_LINE; read = in.read()) {
            line.append((char) read);
        }
        return line.toString();
    }

    private Path file() {
        return directory.resolve("socket");
    }
}
