package dev.signalbox.operator.observe;

import dev.signalbox.backend.http.Endpoint;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The server that was asked last, kept open until another one, or other credentials, are named. For one thread.
 *
 * @param <S> how it is spoken with
 */
public final class KeptServer<S> implements AutoCloseable {
    private final Function<Endpoint, S> opening;
    private final Consumer<S> closing;
    private Optional<Open<S>> open = Optional.empty();

    private record Open<S>(Endpoint endpoint, S server) {}

    /** @param closing breaks off what is being asked */
    public KeptServer(Function<Endpoint, S> opening, Consumer<S> closing) {
        this.opening = opening;
        this.closing = closing;
    }

    public S at(Endpoint endpoint) {
        if (open.filter(one -> one.endpoint().equals(endpoint)).isEmpty()) {
            close();
            open = Optional.of(new Open<>(endpoint, opening.apply(endpoint)));
        }
        return open.orElseThrow().server();
    }

    @Override
    public void close() {
        open.ifPresent(one -> closing.accept(one.server()));
        open = Optional.empty();
    }
}
