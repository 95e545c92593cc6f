package dev.signalbox.intake.pipeline;

import dev.signalbox.intake.Findings;
import dev.signalbox.intake.document.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Goes through lists of a resource, item by item. */
public final class ListItems {

    /** Reads one item. */
    public interface Reader<S, T> {

        /** The item as meant; nothing when it can't be read. */
        Optional<T> read(String path, S written);
    }

    private ListItems() {}

    /** The items that can be read; none where no list is given. */
    public static <S, T> List<T> read(String path, List<S> written, Findings findings, Reader<S, T> reader) {
        List<T> items = new ArrayList<>();
        for (int i = 0; written != null && i < written.size(); i++) {
            String at = Paths.item(path, i);
            S item = written.get(i);
            if (findings.require(item != null, at, "must be given, was null", "write it, or leave the item out")) {
                reader.read(at, item).ifPresent(items::add);
            }
        }
        return items;
    }

    /** The items that are there, for lists in which there is nothing to read. */
    public static <S> List<S> given(List<S> written) {
        return Optional.ofNullable(written).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Tells of items that can't be told apart.
     *
     * @param identity what no two items have in common; null where an item has none
     */
    public static <S> void requireDistinct(
            String path, List<S> written, Function<S, String> identity, String what, Findings findings) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; written != null && i < written.size(); i++) {
            String own = written.get(i) == null ? null : identity.apply(written.get(i));
            Integer first = own == null ? null : seen.putIfAbsent(own, i);
            findings.require(
                    first == null,
                    Paths.item(path, i),
                    "must have a %s of its own, was \"%s\" as is %s"
                            .formatted(what, own, Paths.item(path, first == null ? i : first)),
                    "rename or remove one of them");
        }
    }
}
