package dev.signalbox.cli;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackSpec;
import dev.signalbox.api.v1alpha1.StackAlerting;
import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Endpoint;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where Alertmanager is. */
final class AlertmanagerOptions {
    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            converter = HttpUrl.class,
            description = "Alertmanager's address; default: spec.alerting.alertmanagerUrl of the stack.")
    private URI url;

    /** Where it is; nothing where neither the options nor the stack say it. */
    Optional<Endpoint> endpoint(Optional<ObservabilityStack> stack) {
        return Optional.ofNullable(url)
                .map(URI::toString)
                .or(() -> stack.map(ObservabilityStack::getSpec)
                        .map(ObservabilityStackSpec::alerting)
                        .map(StackAlerting::alertmanagerUrl))
                .map(address -> new Endpoint(address, Access.OPEN));
    }
}
