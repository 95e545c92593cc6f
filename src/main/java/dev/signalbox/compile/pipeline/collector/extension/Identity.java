package dev.signalbox.compile.pipeline.collector.extension;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Template;
import java.util.List;
import java.util.Optional;

/** Says to a backend who calls. Secrets are files or variables, never text. */
public sealed interface Identity extends Component.Authenticator {

    /** @param clientAuth a name and a password */
    record BasicAuth(Client clientAuth) implements Identity {
        @Override
        public ComponentType type() {
            return ComponentType.BASIC_AUTH;
        }

        /**
         * A name and a password.
         *
         * @param usernameFile a path
         * @param passwordFile a path
         */
        public record Client(String usernameFile, String passwordFile) {}
    }

    /**
     * A token.
     *
     * @param scheme what stands before it
     * @param filename a path; read again when it changes
     */
    record BearerToken(String scheme, String filename) implements Identity {
        @Override
        public ComponentType type() {
            return ComponentType.BEARER_TOKEN_AUTH;
        }
    }

    /**
     * Headers.
     *
     * @param headers in order
     * @param additionalAuth who one is beside
     */
    record Headers(List<Header> headers, Optional<Instance<? extends Component.Authenticator>> additionalAuth)
            implements Identity {
        /** Copies the headers. */
        public Headers {
            headers = List.copyOf(headers);
        }

        @Override
        public ComponentType type() {
            return ComponentType.HEADERS_SETTER;
        }
    }

    /**
     * A header.
     *
     * @param action what is done to it
     * @param key its name
     * @param value its value, or
     * @param fromContext the header of the incoming request that it is taken from
     */
    record Header(Action action, String key, Optional<Template> value, Optional<String> fromContext) {}

    /** What is done to a header. */
    enum Action {
        /** Set where it is not. */
        INSERT,
        /** Set where it is. */
        UPDATE,
        /** Set. */
        UPSERT,
        /** Removed. */
        DELETE
    }
}
