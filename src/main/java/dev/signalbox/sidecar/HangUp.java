package dev.signalbox.sidecar;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Optional;

/** Sends SIGHUP, for which Java has no method, with {@code kill} of the C library. */
public final class HangUp {
    private static final int SIGHUP = 1;
    private static final String ERRNO = "errno";
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR = STATE.varHandle(PathElement.groupElement(ERRNO));
    private static final Map<Integer, String> ERRORS =
            Map.of(1, "it belongs to another user (EPERM)", 3, "it has ended (ESRCH)");

    private final MethodHandle kill = kill();

    /** Sends it; returns why it could not be sent, or nothing. */
    public Optional<String> to(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = (int) kill.invokeExact(state, Math.toIntExact(pid), SIGHUP);
            if (result == 0) {
                return Optional.empty();
            }
            int error = (int) ERROR.get(state, 0L);
            return Optional.of(
                    "process " + pid + " could not be signalled: " + ERRORS.getOrDefault(error, "error " + error));
        } catch (Throwable e) {
            throw new IllegalStateException("kill could not be called", e);
        }
    }

    @SuppressWarnings("restricted") // the launcher allows it
    private static MethodHandle kill() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                Linker.Option.captureCallState(ERRNO));
    }
}
