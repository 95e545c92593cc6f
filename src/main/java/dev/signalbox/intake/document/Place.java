package dev.signalbox.intake.document;

import java.util.List;
import java.util.Map;

/** Where a value stands, and where what it holds stands. A field stands where its key does. */
public sealed interface Place {
    Position position();

    /** A text, number, boolean or null. */
    record Scalar(Position position) implements Place {
        @Override
        public Scalar at(Position other) {
            return new Scalar(other);
        }
    }

    /** @param fields by key */
    record Mapping(Position position, Map<String, Place> fields) implements Place {
        @Override
        public Mapping at(Position other) {
            return new Mapping(other, fields);
        }
    }

    /** @param items in their order */
    record Sequence(Position position, List<Place> items) implements Place {
        @Override
        public Sequence at(Position other) {
            return new Sequence(other, items);
        }
    }

    /** The same value, told to stand somewhere else. */
    Place at(Position other);

    /**
     * The position of what a violation's path names, or of the innermost thing around it that exists.
     *
     * @param path {@code spec.alerting.burnRates[0].long}; keys that hold dots may stand in brackets or as they are
     */
    default Position nearest(String path) {
        return switch (this) {
            case Scalar scalar -> scalar.position();
            case Mapping mapping -> inMapping(mapping, path);
            case Sequence sequence -> inSequence(sequence, path);
        };
    }

    private static Position inMapping(Mapping mapping, String path) {
        String rest = path.startsWith(".") ? path.substring(1) : path;
        int bracket = rest.startsWith("[") ? rest.indexOf(']') : -1;
        if (bracket > 0) {
            Place field = mapping.fields().get(rest.substring(1, bracket));
            return field == null ? mapping.position() : field.nearest(rest.substring(bracket + 1));
        }
        String longest = "";
        for (String key : mapping.fields().keySet()) {
            if (key.length() > longest.length() && rest.startsWith(key) && endsAt(rest, key.length())) {
                longest = key;
            }
        }
        Place field = mapping.fields().get(longest);
        return longest.isEmpty() || field == null
                ? mapping.position()
                : field.nearest(rest.substring(longest.length()));
    }

    private static Position inSequence(Sequence sequence, String path) {
        int bracket = path.startsWith("[") ? path.indexOf(']') : -1;
        String index = bracket > 0 ? path.substring(1, bracket) : "";
        boolean exists = index.matches("[0-9]{1,9}")
                && Integer.parseInt(index) < sequence.items().size();
        return exists
                ? sequence.items().get(Integer.parseInt(index)).nearest(path.substring(bracket + 1))
                : sequence.position();
    }

    private static boolean endsAt(String path, int end) {
        return path.length() == end || path.charAt(end) == '.' || path.charAt(end) == '[';
    }
}
