package dev.signalbox.operator.observe;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.PrometheusEndpoint;
import dev.signalbox.backend.PrometheusHttp;
import dev.signalbox.facts.PrometheusVersion;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The version of the server that evaluates the rules. It is asked before the first rules are written, so that a restart
 * of the operator does not write them twice, and again in each round.
 */
public final class ServerVersion {
    private final Supplier<Optional<ObservabilityStack>> stack;
    private final Function<PrometheusEndpoint, Answer<String>> server;
    private Optional<PrometheusEndpoint> asked = Optional.empty();
    private Optional<PrometheusVersion> known = Optional.empty();

    /** @param stack the one in use */
    public ServerVersion(Supplier<Optional<ObservabilityStack>> stack) {
        this(stack, ServerVersion::ask);
    }

    ServerVersion(Supplier<Optional<ObservabilityStack>> stack, Function<PrometheusEndpoint, Answer<String>> server) {
        this.stack = stack;
        this.server = server;
    }

    /** Empty while it is not known. Who wants it first waits for the server, for some seconds at most. */
    public synchronized Optional<PrometheusVersion> current() {
        Optional<PrometheusEndpoint> wanted =
                Channel.of(stack.get()) instanceof Channel.Servers(PrometheusEndpoint rules, var _)
                        ? Optional.of(rules)
                        : Optional.empty();
        if (!wanted.equals(asked)) {
            asked = wanted;
            known = wanted.map(server).flatMap(ServerVersion::read);
        }
        return known;
    }

    /** Takes what the server said in a round; whether that is news. One that does not answer is what it was. */
    synchronized boolean heard(PrometheusEndpoint from, Answer<String> answer) {
        if (!asked.equals(Optional.of(from)) || answer instanceof Answer.Unavailable<String>) {
            return false;
        }
        Optional<PrometheusVersion> before = known;
        known = read(answer);
        return !known.equals(before);
    }

    private static Optional<PrometheusVersion> read(Answer<String> answer) {
        return answer instanceof Answer.Given<String>(String version)
                ? PrometheusVersion.parse(version)
                : Optional.empty();
    }

    private static Answer<String> ask(PrometheusEndpoint endpoint) {
        try (PrometheusHttp http = PrometheusHttp.brief(endpoint)) {
            return http.version();
        }
    }
}
