package dev.signalbox.operator.watched;

import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A resource has come, has changed or has gone.
 *
 * @param before nothing where it has come
 * @param now nothing where it has gone
 * @param <R> its kind
 */
public record Change<R>(Optional<R> before, Optional<R> now) {
    static <R> Change<R> come(R resource) {
        return new Change<>(Optional.empty(), Optional.of(resource));
    }

    static <R> Change<R> between(R before, R now) {
        return new Change<>(Optional.of(before), Optional.of(now));
    }

    static <R> Change<R> gone(R resource) {
        return new Change<>(Optional.of(resource), Optional.empty());
    }

    /** As it is, or was at last. */
    public R resource() {
        return now.or(() -> before).orElseThrow();
    }

    /** Whether it has come or gone, or differs from what it was. */
    public boolean matters(BiPredicate<? super R, ? super R> differ) {
        return before.isEmpty() || now.isEmpty() || differ.test(before.get(), now.get());
    }
}
