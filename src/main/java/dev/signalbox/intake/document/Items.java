package dev.signalbox.intake.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Collects the items of a list while it is read. */
final class Items {
    private final Position position;
    private final ArrayNode values = JsonNodeFactory.instance.arrayNode();
    private final List<Place> places = new ArrayList<>();
    private int size = 1;
    private int height;

    Items(Position position) {
        this.position = position;
    }

    int count() {
        return places.size();
    }

    void add(Part part) {
        values.add(part.value());
        places.add(part.place());
        size += part.size();
        height = Math.max(height, part.height());
    }

    Part build() {
        return new Part(values, new Place.Sequence(position, places), size, height + 1);
    }
}
