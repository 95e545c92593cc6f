package dev.signalbox.compile.routing;

import java.util.List;

/**
 * Alerts that keep others quiet while they fire.
 *
 * @param source those that fire
 * @param target those that are kept quiet
 * @param equal labels that both have the same value of; one that both lack is equal
 */
record Inhibition(List<AlertMatcher> source, List<AlertMatcher> target, List<String> equal) {
    Inhibition {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equal = List.copyOf(equal);
    }
}
