package dev.signalbox.compile.kube;

import dev.signalbox.model.policy.Enforcement;
import java.util.List;

/** What an API server does about what breaks a {@code ValidatingAdmissionPolicy}. */
public final class ValidationActions {
    private ValidationActions() {}

    /** As a binding says it. Whatever else is done, it is written into the audit log. */
    public static List<String> of(Enforcement enforcement) {
        return switch (enforcement) {
            case AUDIT -> List.of("Audit");
            case WARN -> List.of("Warn", "Audit");
            case DENY -> List.of("Deny", "Audit");
        };
    }
}
