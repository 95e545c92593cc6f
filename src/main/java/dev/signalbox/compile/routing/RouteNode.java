package dev.signalbox.compile.routing;

import java.util.List;

/**
 * A route of Alertmanager. Of what a route says, those below it inherit all but matchers and mute times.
 *
 * @param receiver name of who is told where no route below matches
 * @param matchers all of which must hold
 * @param timing when
 * @param muteTimes names of times at which it is silent
 * @param routes below it, of which the first that matches wins
 */
record RouteNode(
        String receiver, List<AlertMatcher> matchers, Timing timing, List<String> muteTimes, List<RouteNode> routes) {
    RouteNode {
        matchers = List.copyOf(matchers);
        muteTimes = List.copyOf(muteTimes);
        routes = List.copyOf(routes);
    }
}
