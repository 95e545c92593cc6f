package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.StackAlerting;
import dev.signalbox.api.v1alpha1.StackAlerting.ReceiverType;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.routing.Receiver;
import dev.signalbox.model.routing.Receiver.SecretKey;
import dev.signalbox.model.routing.Receiver.Smtp;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads who is told.
 *
 * @param smtp who sends mail, where the stack says it
 */
record ReceiverReader(Optional<Smtp> smtp, Findings findings) {
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern HOST_PORT = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?:[0-9]{1,5}");

    static Optional<Smtp> smtp(String path, Optional<StackAlerting.Smtp> written, Findings findings) {
        return written.filter(smtp -> findings.require(
                                smtp.smarthost() != null
                                        && HOST_PORT.matcher(smtp.smarthost()).matches(),
                                path + ".smarthost",
                                "must be host:port, was " + shown(smtp.smarthost()),
                                "write e.g. \"smtp.example.com:587\"")
                        & requireAddress(path + ".from", smtp.from(), "alerts@example.com", findings))
                .map(smtp -> new Smtp(
                        smtp.smarthost(),
                        smtp.from(),
                        Optional.ofNullable(smtp.username()),
                        !Boolean.FALSE.equals(smtp.requireTls())));
    }

    /** Nothing where something that it needs is missing. */
    Optional<Receiver> read(String path, StackAlerting.Receiver written) {
        if (!findings.require(
                written != null && written.type() != null,
                path + ".type",
                "must be what the receiver is, was missing",
                "write e.g. {type: Slack, secretRef: {name: slack, key: url}}")) {
            return Optional.empty();
        }
        findings.require(
                written.channel() == null || written.type() == ReceiverType.SLACK,
                path + ".channel",
                "must be absent where type is not Slack, was \"%s\"".formatted(written.channel()),
                "remove it");
        findings.require(
                written.to() == null || written.type() == ReceiverType.EMAIL,
                path + ".to",
                "must be absent where type is not Email, was \"%s\"".formatted(written.to()),
                "remove it");
        return switch (written.type()) {
            case EMAIL -> email(path, written);
            case SLACK ->
                secret(path, written, "url")
                        .map(url -> new Receiver.Slack(url, Optional.ofNullable(written.channel())));
            case PAGER_DUTY -> secret(path, written, "routing-key").map(Receiver.PagerDuty::new);
            case OPSGENIE -> secret(path, written, "api-key").map(Receiver.Opsgenie::new);
            case MICROSOFT_TEAMS -> secret(path, written, "url").map(Receiver.MicrosoftTeams::new);
            case MICROSOFT_TEAMS_WORKFLOW -> secret(path, written, "url").map(Receiver.MicrosoftTeamsWorkflow::new);
            case WEBHOOK -> secret(path, written, "url").map(Receiver.Webhook::new);
        };
    }

    private Optional<Receiver> email(String path, StackAlerting.Receiver written) {
        boolean complete = requireAddress(path + ".to", written.to(), "payments@example.com", findings)
                & findings.require(
                        smtp.isPresent(),
                        "spec.alerting.smtp",
                        "must say who sends e-mail, as %s is Email; was missing".formatted(path),
                        "write e.g. {smarthost: \"smtp.example.com:587\", from: alerts@example.com}");
        boolean logsIn = smtp.flatMap(Smtp::username).isPresent();
        findings.require(
                !logsIn || written.secretRef() != null,
                path + ".secretRef",
                "must hold the password of spec.alerting.smtp.username, was missing",
                "write e.g. {name: smtp, key: password}");
        findings.require(
                logsIn || smtp.isEmpty() || written.secretRef() == null,
                path + ".secretRef",
                "must be absent, as nobody logs in; was \"%s\""
                        .formatted(
                                written.secretRef() == null
                                        ? ""
                                        : written.secretRef().name()),
                "remove it, or write whose password it is into spec.alerting.smtp.username");
        Optional<SecretKey> password =
                written.secretRef() == null ? Optional.empty() : secret(path, written, "password");
        return complete
                ? Optional.of(new Receiver.Email(written.to(), smtp.orElseThrow(), password))
                : Optional.empty();
    }

    private Optional<SecretKey> secret(String path, StackAlerting.Receiver written, String usualKey) {
        if (!findings.require(
                written.secretRef() != null,
                path + ".secretRef",
                "must name a Secret and its key, was missing",
                "write e.g. {name: receiver, key: %s}".formatted(usualKey))) {
            return Optional.empty();
        }
        String name = written.secretRef().name();
        String key = written.secretRef().key();
        return ObjectNames.requireSubdomain(path + ".secretRef.name", name, "receiver", findings)
                        & findings.require(
                                key != null && KEY.matcher(key).matches(),
                                path + ".secretRef.key",
                                "must be 1 to 253 letters, digits, '-', '_' and '.', was " + shown(key),
                                "write e.g. " + usualKey)
                ? Optional.of(new SecretKey(name, key))
                : Optional.empty();
    }

    private static boolean requireAddress(String path, String address, String example, Findings findings) {
        return findings.require(
                address != null && ADDRESS.matcher(address).matches(),
                path,
                "must be an address, was " + shown(address),
                "write e.g. " + example);
    }

    private static String shown(String text) {
        return text == null ? "missing" : "\"" + text + "\"";
    }
}
