package dev.signalbox.model.routing;

import dev.signalbox.model.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Silences for services that are being deployed.
 *
 * @param lasting how long after a deployment was seen; positive, at most two hours
 * @param severities of the alerts that are silenced; never empty
 */
public record DeploymentSilence(Duration lasting, Set<Severity> severities) {
    public DeploymentSilence {
        severities = Collections.unmodifiableSet(new TreeSet<>(severities));
    }
}
