package dev.signalbox.cli.bundle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What stands at the beginning of a bundle: what it has, what it has not, and why. */
final class ReadmeText {
    private static final String HEAD = """
            # Debug bundle of Signalbox

            Taken %s by signalbox %s. To be attached to a report of a fault: **read it before**, as only you know what
            must not leave your house.

            ## What was taken out

            - Content of Secrets: it was not asked for; `operator/secrets.txt` has names, types and numbers of keys.
            - Values of environment variables, but for Signalbox's own settings and the memory limits of Go.
            - Headers; values of fields, options and parameters that are called like a password, token, key, credential or
              cookie; users and passwords in URLs; bearer tokens, JSON Web Tokens, private keys, keys that providers of clouds,
              Git and chats give away, addresses of chat webhooks. `<removed>` stands in their place.
            - Comments in configurations of ConfigMaps, `binaryData`, `managedFields`, what kubectl last applied, and schemas
              of CRDs.

            Names of namespaces, workloads, services and people, host names and addresses, queries, and what logs say, are
            still there.

            ## Bounds

            A list has at most 2,000 objects, a file %d MiB, all files together %d MiB. Logs go back %s and have at most 20,000 lines of
            each container: of the operator's pods, and of collectors' pods that are not ready or were started again, at most 20
            of either.

            ## Files

            `signalbox report --from resources` reads the resources.

            | file | |
            | --- | --- |
            """;

    private ReadmeText() {}

    /**
     * @param told file → what is said about it
     * @param version of the tool
     */
    static String of(Map<String, String> told, String version, Bundling wish, Instant now) {
        StringBuilder text = new StringBuilder(HEAD.formatted(
                now.truncatedTo(ChronoUnit.SECONDS),
                version,
                Archive.MOST_OF_A_FILE >> 20,
                Archive.MOST_OF_ALL >> 20,
                wish.since().toSeconds() + " s"));
        told.forEach((file, outcome) -> text.append("| `")
                .append(file)
                .append("` | ")
                .append(outcome.replace("|", "\\|"))
                .append(" |\n"));
        return text.toString();
    }
}
