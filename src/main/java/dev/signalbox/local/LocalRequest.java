package dev.signalbox.local;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What an operator can be asked, each a line of words. */
public sealed interface LocalRequest {
    /** Where {@link #ROOT} stands for everything. */
    String ROOT = "root";

    /** Which categories have which level. */
    record TellLevels() implements LocalRequest {}

    /** Levels are again as they were at the start. */
    record ResetLevels() implements LocalRequest {}

    /**
     * From now on a category has that level.
     *
     * @param category as in the log's {@code logger}, or {@link #ROOT}
     * @param time after which it has the level of before
     */
    record SetLevel(String category, LogLevel level, Duration time) implements LocalRequest {}

    /** @param time how long the operator is looked at */
    record Profile(Duration time) implements LocalRequest {}

    /** Without the line's end. */
    default String line() {
        return switch (this) {
            case TellLevels() -> "levels";
            case ResetLevels() -> "reset-levels";
            case SetLevel(var category, var level, var time) -> "level " + category + " " + level + " " + time;
            case Profile(var time) -> "profile " + time;
        };
    }

    /** Nothing where it is none. */
    static Optional<LocalRequest> of(String line) {
        List<String> words = List.of(line.split(" ", -1));
        try {
            return switch (words.getFirst() + "/" + words.size()) {
                case "levels/1" -> Optional.of(new TellLevels());
                case "reset-levels/1" -> Optional.of(new ResetLevels());
                case "level/4" ->
                    Optional.of(
                            new SetLevel(words.get(1), LogLevel.valueOf(words.get(2)), Duration.parse(words.get(3))));
                case "profile/2" -> Optional.of(new Profile(Duration.parse(words.get(1))));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | DateTimeParseException unknown) {
            return Optional.empty();
        }
    }
}
