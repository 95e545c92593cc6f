package dev.signalbox.compile;

import dev.signalbox.model.Violation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** What became of one resource. */
public sealed interface Compilation {

    /**
     * @param manifests in the order in which they are applied
     * @param notices what its owner should know although it works
     */
    record Compiled(List<HasMetadata> manifests, List<Notice> notices) implements Compilation {
        public Compiled {
            manifests = List.copyOf(manifests);
            notices = List.copyOf(notices);
        }
    }

    /** @param violations every reason why the resource can't be used as it is; never empty */
    record Rejected(List<Violation> violations) implements Compilation {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }

    /** @param missing what must exist first; nothing is wrong with the resource itself */
    record Blocked(Prerequisite missing) implements Compilation {}
}
