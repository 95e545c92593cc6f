package dev.signalbox.operator.transport;

import dev.signalbox.backend.http.Trust;
import dev.signalbox.compile.kube.OutputLabels;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import dev.signalbox.operator.apply.Authorship;
import dev.signalbox.operator.apply.WriteGate;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * A certificate in a Secret. Whoever leads makes it, keeps it in a Secret, and tells the API server whom to
 * trust; all read it from there. Another authority is trusted a look before anything is signed by it.
 */
public final class WebhookCertificate implements ServerCertificate {
    private static final String SIDE = "signalbox-webhook";
    private final KubernetesClient client;
    private final WriteGate gate;
    private final BooleanSupplier makes;
    private final Place place;
    private final TrustedBundle bundle;
    private final SecureRandom random = new SecureRandom();
    private Optional<Credentials> announced = Optional.empty();
    private final ShownKey shown = new ShownKey();

    /**
     * Where it is, and what for.
     *
     * @param namespace of the Secret
     * @param secret its name
     * @param configuration name of the ValidatingWebhookConfiguration
     * @param names that the API server calls the server by
     */
    public record Place(String namespace, String secret, String configuration, List<String> names) {}

    /**
     * @param gate asked before each write
     * @param makes whether it is ours to make, at the moment
     */
    public WebhookCertificate(KubernetesClient client, WriteGate gate, BooleanSupplier makes, Place place) {
        this.client = client;
        this.gate = gate;
        this.makes = makes;
        this.place = place;
        this.bundle = new TrustedBundle(client, gate, place.configuration());
    }

    /** Makes what is to be made as well. */
    @Override
    public synchronized void look(Instant now) throws GeneralSecurityException, IOException {
        Optional<Secret> there = Optional.ofNullable(client.secrets()
                .inNamespace(place.namespace())
                .withName(place.secret())
                .get());
        Optional<Trust.Identity> identity = makes.getAsBoolean()
                ? make(there.flatMap(CredentialsSecret::read), new Issuing(now, random))
                        .map(made -> new Trust.Identity(made.certificate(), made.key()))
                : there.flatMap(WebhookCertificate::identity);
        if (identity.isPresent()) {
            shown.show(identity.get());
        }
    }

    /** @return what is to be shown */
    private Optional<Credentials> make(Optional<Credentials> before, Issuing issuing) {
        Credentials renewed = issuing.renew(before, SIDE, place.names(), Issuing.Purpose.SERVER);
        boolean isKnown = before.filter(had -> had.authority().equals(renewed.authority()))
                .isPresent();
        Credentials wanted = isKnown ? renewed : announced.orElse(renewed);
        boolean isNews = bundle.trust(wanted.authority(), issuing);
        if (!isKnown && isNews) {
            announced = Optional.of(wanted);
            return before;
        }
        announced = Optional.empty();
        if (!before.equals(Optional.of(wanted))) {
            gate.check();
            client.resource(secret(wanted)).patch(Authorship.APPLY);
        }
        return Optional.of(wanted);
    }

    private static Optional<Trust.Identity> identity(Secret secret) {
        return CredentialsSecret.text(secret, CollectorPaths.CERTIFICATE)
                .flatMap(certificate -> CredentialsSecret.text(secret, CollectorPaths.PRIVATE_KEY)
                        .map(its -> new Trust.Identity(certificate, its)));
    }

    private Secret secret(Credentials credentials) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(place.namespace())
                .withName(place.secret())
                .withLabels(OutputLabels.with(Map.of()))
                .endMetadata()
                .withType(CredentialsSecret.TYPE)
                .withData(CredentialsSecret.data(credentials))
                .build();
    }

    @Override
    public Optional<SSLContext> context() throws GeneralSecurityException {
        return shown.context();
    }
}
