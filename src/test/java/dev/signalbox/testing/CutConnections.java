package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;

/** Stands before a server as a proxy that understands nothing of what passes, and closes connections. */
public final class CutConnections implements AutoCloseable {
    /** Nothing is cut. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final int CHUNK = 64 * 1024;
    private static final long HELD_MILLIS = 20;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final InetSocketAddress server;
    private volatile IntUnaryOperator cutAfter;
    private volatile boolean held;

    private CutConnections(InetSocketAddress server, IntUnaryOperator cutAfter) throws IOException {
        this.server = server;
        this.cutAfter = cutAfter;
        Thread.ofVirtual().start(this::accept);
    }

    /**
     * @param server where connections go
     * @param cutAfter number of a connection, from 0 → after how many chunks from the server it is closed; 0 is at once
     */
    public static CutConnections before(URI server, IntUnaryOperator cutAfter) {
        try {
            return new CutConnections(new InetSocketAddress(server.getHost(), server.getPort()), cutAfter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on. */
    public void letPass() {
        cutAfter = _ -> NEVER;
    }

    /** From now on the server says nothing more on any connection, until it does again. */
    public void hold(boolean silent) {
        held = silent;
    }

    /** How many connections were closed so far. */
    public int cut() {
        return cut.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                int after = cutAfter.applyAsInt(accepted.getAndIncrement());
                Thread.ofVirtual().start(() -> pass(client, after));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void pass(Socket client, int chunks) {
        if (chunks == 0) {
            cut.incrementAndGet();
            close(client);
            return;
        }
        try (client;
                Socket behind = new Socket(server.getAddress(), server.getPort())) {
            open.add(client);
            Thread.ofVirtual().start(() -> copy(client, behind, NEVER, () -> false));
            if (copy(behind, client, chunks, () -> held)) {
                cut.incrementAndGet();
            }
        } catch (IOException e) {
            // the server went away: so does the client
        } finally {
            open.remove(client);
        }
    }

    /** Whether it ended before either side ended it. */
    private static boolean copy(Socket from, Socket to, int chunks, BooleanSupplier held) {
        byte[] buffer = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int i = 0; i < chunks; i++) {
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                while (held.getAsBoolean()) {
                    Thread.sleep(HELD_MILLIS);
                }
                to.getOutputStream().write(buffer, 0, read);
            }
            return chunks != NEVER;
        } catch (IOException e) {
            return false; // one side closed it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(CutConnections::close);
    }
}
