package dev.signalbox.intake.document;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that has been read.
 *
 * @param size how many values it is made of, itself counted
 * @param height how many levels of values it holds, 0 for a scalar
 */
record Part(JsonNode value, Place place, int size, int height) {
    static Part scalar(JsonNode value, Position position) {
        return new Part(value, new Place.Scalar(position), 1, 0);
    }

    Part copied() {
        return new Part(value.deepCopy(), place, size, height);
    }
}
