package dev.signalbox.intake.schema;

import dev.signalbox.intake.document.Paths;

/** The way to a value. Its text is only made where something is wrong: nearly everywhere nothing is. */
final class Way {
    private final Way before;

    /** The whole text of the first stretch, a field's name or an item's number. */
    private final Object stretch;

    /** @param path from the root to where a check begins */
    Way(String path) {
        this(null, path);
    }

    private Way(Way before, Object stretch) {
        this.before = before;
        this.stretch = stretch;
    }

    Way field(String name) {
        return new Way(this, name);
    }

    Way item(int index) {
        return new Way(this, index);
    }

    /** {@code spec.alerting.burnRates[0].long}. */
    @Override
    public String toString() {
        if (before == null) {
            return stretch.toString();
        }
        return stretch instanceof Integer index
                ? Paths.item(before.toString(), index)
                : Paths.field(before.toString(), stretch.toString());
    }
}
