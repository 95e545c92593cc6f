package dev.signalbox.compile.pipeline.tenant;

import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.receiver.Dependency.Credentials;
import dev.signalbox.compile.pipeline.workload.SecretVariable;
import java.util.List;
import java.util.Locale;

/**
 * The name and the password in a Secret, as variables that the node fills.
 *
 * @param secret its name, of the collector's namespace
 */
record SecretLogin(String secret) {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    /** Stands in for what isn't there: a receiver that has nothing stops the collector, and with it all of its neighbours. */
    private static final String UNSET = "unset";

    Credentials credentials() {
        return new Credentials(username(UNSET), password(UNSET));
    }

    Template username(String otherwise) {
        return Template.envOr(variable(USERNAME), otherwise);
    }

    Template password(String otherwise) {
        return Template.envOr(variable(PASSWORD), otherwise);
    }

    List<SecretVariable> variables() {
        return List.of(
                new SecretVariable(variable(USERNAME), secret, USERNAME, false),
                new SecretVariable(variable(PASSWORD), secret, PASSWORD, false));
    }

    /**
     * {@code LOGIN_ORDERS__DB_PASSWORD}: another Secret has another name, as a dot, which is one underscore, is between letters
     * or digits, and hyphens are an even number of them.
     */
    private String variable(String key) {
        String name = secret.replace("-", "__").replace(".", "_").toUpperCase(Locale.ROOT);
        return "LOGIN_" + name + "_" + key.toUpperCase(Locale.ROOT);
    }
}
