package dev.signalbox.compile.routing;

import dev.signalbox.model.routing.Receiver;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Alertmanager, as far as receivers depend on it. */
record AlertmanagerVersion(int major, int minor) implements Comparable<AlertmanagerVersion> {
    private static final Pattern FORM = Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})([.\\-+].*)?");

    /** Before this, nothing that we write was there. */
    private static final AlertmanagerVersion OLDEST = new AlertmanagerVersion(0, 24);

    private static final AlertmanagerVersion TEAMS = new AlertmanagerVersion(0, 26);
    private static final AlertmanagerVersion TEAMS_WORKFLOW = new AlertmanagerVersion(0, 28);

    static Optional<AlertmanagerVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new AlertmanagerVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    static AlertmanagerVersion needed(Receiver receiver) {
        return switch (receiver) {
            case Receiver.MicrosoftTeams _ -> TEAMS;
            case Receiver.MicrosoftTeamsWorkflow _ -> TEAMS_WORKFLOW;
            case Receiver.Slack _, Receiver.PagerDuty _, Receiver.Opsgenie _, Receiver.Email _, Receiver.Webhook _ ->
                OLDEST;
        };
    }

    boolean knows(Receiver receiver) {
        return compareTo(needed(receiver)) >= 0;
    }

    @Override
    public int compareTo(AlertmanagerVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
