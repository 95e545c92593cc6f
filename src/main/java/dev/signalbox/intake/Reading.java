package dev.signalbox.intake;

import dev.signalbox.model.Violation;
import java.util.List;
import java.util.Optional;

/**
 * What became of reading one resource.
 *
 * @param <T> what it means
 */
public sealed interface Reading<T> {

    /** Everything that is wrong; empty where nothing is. */
    List<Violation> violations();

    /** What it means; nothing where something is wrong. */
    default Optional<T> meant() {
        return switch (this) {
            case Read<T>(T value) -> Optional.of(value);
            case Invalid<T> _ -> Optional.empty();
        };
    }

    /** @param value complete and checked */
    record Read<T>(T value) implements Reading<T> {
        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }

    /** @param violations every one that there is; never empty */
    record Invalid<T>(List<Violation> violations) implements Reading<T> {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }
}
