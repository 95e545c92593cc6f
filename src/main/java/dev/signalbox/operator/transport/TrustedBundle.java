package dev.signalbox.operator.transport;

import dev.signalbox.operator.apply.Authorship;
import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Whose signatures the API server takes for ours: {@code caBundle} of a configuration that somebody else installed. */
final class TrustedBundle {
    private final KubernetesClient client;
    private final WriteGate gate;
    private final String configuration;

    /** @param gate asked before each write */
    TrustedBundle(KubernetesClient client, WriteGate gate, String configuration) {
        this.client = client;
        this.gate = gate;
        this.configuration = configuration;
    }

    /**
     * Has an authority trusted, beside the one before.
     *
     * @return whether that is new to an API server that trusts another
     */
    boolean trust(String authority, Issuing issuing) {
        ValidatingWebhookConfiguration there = client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(configuration)
                .get();
        if (there == null || there.getWebhooks().isEmpty()) {
            return false; // nobody asks
        }
        List<Optional<String>> before = there.getWebhooks().stream()
                .map(webhook -> Optional.ofNullable(webhook.getClientConfig().getCaBundle())
                        .map(CredentialsSecret::decoded))
                .toList();
        String wanted = issuing.trusted(
                authority, before.stream().flatMap(Optional::stream).findFirst());
        if (!before.stream().allMatch(Optional.of(wanted)::equals)) {
            gate.check();
            client.resource(with(there, wanted)).patch(Authorship.APPLY);
        }
        return before.stream().flatMap(Optional::stream).anyMatch(bundle -> !bundle.contains(authority));
    }

    /** Nothing but that field: the rest is not ours. */
    private static ValidatingWebhookConfiguration with(ValidatingWebhookConfiguration there, String bundle) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(there.getMetadata().getName())
                .endMetadata()
                .withWebhooks(there.getWebhooks().stream()
                        .map(webhook -> with(webhook, bundle))
                        .toList())
                .build();
    }

    private static ValidatingWebhook with(ValidatingWebhook webhook, String bundle) {
        return new ValidatingWebhookBuilder()
                .withName(webhook.getName())
                .withNewClientConfig()
                .withCaBundle(CredentialsSecret.encoded(bundle))
                .endClientConfig()
                .build();
    }
}
