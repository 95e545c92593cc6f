package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.status.Transition;
import dev.signalbox.testing.LocalCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas that tell, as when one was killed and the watches of the next are behind. */
@ExtendWith(LocalCluster.class)
class AnnouncerIT {
    private static final Transition READY = new Transition(true, "RulesLoaded", "the server has the rules", false);
    private static final Transition GONE = new Transition(false, "RulesMissing", "the server lacks the rules", false);

    @Test
    void whatBothSeeBecomeTheSameIsToldOnceAndWhatComesAgainIsToldAgain(LocalCluster.Namespace namespace) {
        Announcer killed = new Announcer(namespace.client(), "one");
        Announcer next = new Announcer(namespace.client(), "two");
        ConfigMap resource = namespace
                .client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("availability")
                        .endMetadata()
                        .build())
                .create();

        killed.announce(resource, List.of(READY), Instant.now());
        next.announce(resource, List.of(READY, GONE), Instant.now());

        assertThat(reasons(namespace)).containsExactlyInAnyOrder("RulesLoaded", "RulesMissing");

        resource.getMetadata().setLabels(Map.of("changed", "true"));
        next.announce(namespace.client().resource(resource).update(), List.of(READY), Instant.now());

        assertThat(reasons(namespace)).containsExactlyInAnyOrder("RulesLoaded", "RulesMissing", "RulesLoaded");
    }

    private static List<String> reasons(LocalCluster.Namespace namespace) {
        return namespace.client().events().v1().events().list().getItems().stream()
                .map(Event::getReason)
                .toList();
    }
}
