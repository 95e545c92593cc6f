package dev.signalbox.compile.pipeline.collector.processor;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import java.util.List;

/** What is done with profiles, by processors that are told of other signals by {@link Transform} and {@link Filter}. */
public sealed interface Profiles extends Component.Processor {

    /**
     * Runs statements.
     *
     * @param errorMode what becomes of a statement that fails
     * @param profileStatements group after group
     */
    record Transformed(ErrorMode errorMode, List<Transform.Group> profileStatements) implements Profiles {
        /** Copies the groups. */
        public Transformed {
            profileStatements = List.copyOf(profileStatements);
        }

        @Override
        public ComponentType type() {
            return ComponentType.TRANSFORM;
        }
    }

    /**
     * Drops what any condition holds for.
     *
     * @param errorMode what becomes of a condition that fails
     * @param profileConditions for resources, scopes and profiles
     */
    record Filtered(ErrorMode errorMode, List<Filter.Drop> profileConditions) implements Profiles {
        /** Copies the conditions. */
        public Filtered {
            profileConditions = List.copyOf(profileConditions);
        }

        @Override
        public ComponentType type() {
            return ComponentType.FILTER;
        }
    }
}
