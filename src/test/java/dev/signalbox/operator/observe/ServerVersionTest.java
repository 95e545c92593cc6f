package dev.signalbox.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Answer;
import dev.signalbox.backend.ServerIdentity;
import dev.signalbox.backend.ServerIdentity.Flavor;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.facts.PrometheusVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerVersionTest {
    private static final Endpoint ONE = endpoint("http://one");
    private static final Answer<ServerIdentity> AWAY = new Answer.Unavailable<>("is away");

    private final List<Endpoint> asked = new ArrayList<>();
    private Channel channel = servers("http://one");
    private Answer<ServerIdentity> answer = prometheus("2.42.0");
    private final ServerVersion version = new ServerVersion(() -> channel, server -> {
        asked.add(server);
        return answer;
    });

    @Test
    void asksOnceBeforeTheFirstRules() {
        assertThat(version.current()).contains(new PrometheusVersion(2, 42));
        assertThat(version.current()).contains(new PrometheusVersion(2, 42));

        assertThat(asked).containsExactly(ONE);
    }

    @Test
    void isUnknownWhereNobodyCanBeAsked() {
        channel = new Channel.None();

        assertThat(version.current()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void learnsLaterFromAServerThatWasAway() {
        answer = AWAY;
        assertThat(version.current()).isEmpty();

        assertThat(version.heard(ONE, AWAY)).isFalse();
        assertThat(version.heard(ONE, prometheus("3.1.0"))).isTrue();
        assertThat(version.heard(ONE, prometheus("3.1.0"))).isFalse();

        assertThat(version.current()).contains(new PrometheusVersion(3, 1));
        assertThat(asked).containsExactly(ONE);
    }

    @Test
    void keepsWhatItKnowsWhileTheServerIsAway() {
        version.current();

        assertThat(version.heard(ONE, AWAY)).isFalse();

        assertThat(version.current()).contains(new PrometheusVersion(2, 42));
    }

    @Test
    void knowsNothingOfAnotherServerUntilThatWasAsked() {
        version.current();
        channel = servers("http://two");
        answer = AWAY;

        assertThat(version.current()).isEmpty();
        assertThat(version.heard(ONE, prometheus("3.1.0"))).isFalse();
        assertThat(version.current()).isEmpty();
    }

    @Test
    void takesTheVersionOfPrometheusOnly() {
        answer = new Answer.Given<>(new ServerIdentity(Flavor.MIMIR, Optional.of("3.0.1")));

        assertThat(version.current()).isEmpty();
    }

    private static Answer<ServerIdentity> prometheus(String version) {
        return new Answer.Given<>(new ServerIdentity(Flavor.PROMETHEUS, Optional.of(version)));
    }

    private static Channel servers(String url) {
        return new Channel.Servers(endpoint(url), endpoint(url));
    }

    private static Endpoint endpoint(String url) {
        return new Endpoint(url, Access.OPEN);
    }
}
