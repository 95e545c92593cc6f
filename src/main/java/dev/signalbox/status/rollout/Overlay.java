package dev.signalbox.status.rollout;

import java.util.Optional;

/**
 * A sampling file.
 *
 * @param hash of all of it
 * @param structure hash of what users wrote of it: two with the same differ in what was learned alone
 * @param boosts hash of what services in trouble are given; nothing: none is in trouble
 */
public record Overlay(String hash, String structure, Optional<String> boosts) {

    /** What becoming another one means. */
    enum Change {
        NONE,
        /** Only what was learned is another, and nobody's trouble is. */
        NUMBERS,
        /** Only what was learned is another; services in trouble are given something else. */
        BOOSTS,
        /** What users wrote is another. */
        STRUCTURE
    }

    Change to(Overlay other) {
        if (other.hash.equals(hash)) {
            return Change.NONE;
        }
        if (!other.structure.equals(structure)) {
            return Change.STRUCTURE;
        }
        return other.boosts.isPresent() && !other.boosts.equals(boosts) ? Change.BOOSTS : Change.NUMBERS;
    }
}
