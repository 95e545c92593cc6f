package dev.signalbox.intake.batch;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.Slo;

/** What a resource of ours says. */
public sealed interface Meaning {

    /** An {@code SLO}. */
    record Objective(Slo slo) implements Meaning {}

    /** @param name of the {@code ServiceObservability} */
    record Service(ResourceName name, DeclaredService service) implements Meaning {}

    /** @param name of the {@code ObservabilityStack} */
    record Stack(String name, RuleSettings rules) implements Meaning {

        /** Whether it is the one that counts. */
        public boolean isInUse() {
            return name.equals("default");
        }
    }

    /** A kind of which only the schema is checked so far. */
    record Unread() implements Meaning {}
}
