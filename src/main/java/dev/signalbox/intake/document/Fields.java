package dev.signalbox.intake.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the fields of a mapping while it is read. */
final class Fields {
    private final Position position;
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> takenOver = new HashSet<>();
    private int size = 1;
    private int height;

    Fields(Position position) {
        this.position = position;
    }

    /** Where the mapping itself says this field already. */
    Optional<Position> written(String key) {
        return takenOver.contains(key)
                ? Optional.empty()
                : Optional.ofNullable(places.get(key)).map(Place::position);
    }

    /** Takes a field that the mapping says itself. */
    void write(String key, Position keyPosition, Part part) {
        takenOver.remove(key);
        values.set(key, part.value());
        places.put(key, part.place().at(keyPosition));
        size += part.size();
        height = Math.max(height, part.height());
    }

    /** Takes a field from another mapping, unless it is there already. */
    void takeOver(String key, Place place, JsonNode value) {
        if (places.putIfAbsent(key, place) == null) {
            takenOver.add(key);
            values.set(key, value);
        }
    }

    /** Takes the size of a mapping of which fields are taken over. */
    void grow(Part taken) {
        size += taken.size();
        height = Math.max(height, taken.height());
    }

    Part build() {
        return new Part(values, new Place.Mapping(position, places), size, height + 1);
    }
}
