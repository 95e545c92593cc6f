package dev.signalbox.cli;

import dev.signalbox.backend.http.Access;
import dev.signalbox.backend.http.Credentials;
import dev.signalbox.backend.http.Trust;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say how a server is spoken to. Secrets are in files: others can read a command line. */
final class ServerAccess {
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            converter = FileText.class,
            description = "The server is shown the token in this file (Authorization: Bearer).")
    private String token;

    @Option(names = "--user", paramLabel = "NAME", description = "Who one is to the server; with --password-file.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            converter = FileText.class,
            description = "The password of --user.")
    private String password;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            converter = FileText.class,
            description = "Certificates (PEM) that sign the server's; default: those that Java trusts.")
    private String authorities;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Sent to the server as X-Scope-OrgID.")
    private String tenant;

    /** Why options don't go together. */
    Optional<String> conflict() {
        if ((user == null) != (password == null)) {
            return Optional.of("--user and --password-file go together: write both, or neither");
        }
        return user != null && token != null
                ? Optional.of("--token-file takes the place of --user and --password-file: leave one of them out")
                : Optional.empty();
    }

    Access access() {
        return new Access(
                Optional.ofNullable(tenant),
                credentials(),
                new Trust(Optional.ofNullable(authorities), Optional.empty(), Optional.empty(), false));
    }

    private Credentials credentials() {
        if (token != null) {
            return new Credentials.Bearer(token);
        }
        return user == null ? new Credentials.None() : new Credentials.Basic(user, password);
    }
}
