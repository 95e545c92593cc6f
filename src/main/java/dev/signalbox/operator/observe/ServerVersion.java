package dev.signalbox.operator.observe;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.ServerIdentity;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.facts.PrometheusVersion;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The version of the server that evaluates the rules. It is asked before the first rules are written, so that a restart
 * of the operator does not write them twice, and again in each round.
 */
public final class ServerVersion {
    private final Supplier<Channel> channel;
    private final Function<Endpoint, Answer<ServerIdentity>> server;
    private Optional<Endpoint> asked = Optional.empty();
    private Optional<PrometheusVersion> known = Optional.empty();

    /** @param channel to the server that the stack names */
    public ServerVersion(Supplier<Channel> channel) {
        this(channel, ServerVersion::ask);
    }

    ServerVersion(Supplier<Channel> channel, Function<Endpoint, Answer<ServerIdentity>> server) {
        this.channel = channel;
        this.server = server;
    }

    /** Empty while it is not known. Who wants it first waits for the server, for some seconds at most. */
    public synchronized Optional<PrometheusVersion> current() {
        Optional<Endpoint> wanted =
                channel.get() instanceof Channel.Servers(Endpoint rules, var _) ? Optional.of(rules) : Optional.empty();
        if (!wanted.equals(asked)) {
            asked = wanted;
            known = wanted.map(server).flatMap(ServerVersion::read);
        }
        return known;
    }

    /** Takes what the server said in a round; whether that is news. One that does not answer is what it was. */
    synchronized boolean heard(Endpoint from, Answer<ServerIdentity> answer) {
        if (!asked.equals(Optional.of(from)) || answer instanceof Answer.Unavailable<ServerIdentity>) {
            return false;
        }
        Optional<PrometheusVersion> before = known;
        known = read(answer);
        return !known.equals(before);
    }

    private static Optional<PrometheusVersion> read(Answer<ServerIdentity> answer) {
        return answer instanceof Answer.Given<ServerIdentity>(ServerIdentity identity)
                        && identity.flavor() == ServerIdentity.Flavor.PROMETHEUS
                ? identity.version().flatMap(PrometheusVersion::parse)
                : Optional.empty();
    }

    private static Answer<ServerIdentity> ask(Endpoint endpoint) {
        try (PrometheusHttp http = new PrometheusHttp(endpoint, Limits.BRIEF)) {
            return http.identity();
        }
    }
}
