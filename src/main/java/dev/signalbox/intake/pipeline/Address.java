package dev.signalbox.intake.pipeline;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is: a URL, or {@code host:port}. Read more strictly than any client does, because what two clients
 * read differently would be checked by the one and used by the other.
 *
 * @param scheme {@code http} or {@code https}; empty for {@code host:port}
 * @param host in lower case; an IPv6 address without its brackets
 * @param port 1 to 65535, where one is given
 * @param rest path, query and fragment as written; may be empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3">RFC 3986, syntax components</a>
 */
record Address(String scheme, String host, OptionalInt port, String rest) {

    /** What became of reading a text. */
    sealed interface Parse {}

    /** It is an address. */
    record Parsed(Address address) implements Parse {}

    /** @param message what it must be and what it was; a password in it is not shown */
    record Malformed(String message) implements Parse {}

    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]*)([/?#].*)?", Pattern.DOTALL);
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.%A-Za-z]+)](?::(.*))?", Pattern.DOTALL);
    private static final Pattern WITH_PORT = Pattern.compile("([^:]*)(?::(.*))?", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int LAST_PORT = 65535;

    /** All characters that RFC 3986 has, which are ASCII: a client may make others into dots and digits. */
    private static final Pattern PLAIN = Pattern.compile("[-A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%]*");

    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,254}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*\\.?");

    /** An http or https URL. */
    static Parse url(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return new Malformed("must be an http or https URL, was \"%s\"".formatted(withoutUser(text)));
        }
        String rest = url.group(3) == null ? "" : url.group(3);
        return parse(text, url.group(1).toLowerCase(Locale.ROOT), url.group(2), rest);
    }

    /** {@code host:port}. */
    static Parse hostPort(String text) {
        if (text.contains("/") || text.contains("?") || text.contains("#")) {
            return new Malformed("must be host:port, was \"%s\"".formatted(withoutUser(text)));
        }
        return switch (parse(text, "", text, "")) {
            case Parsed(Address address)
            when address.port().isEmpty() -> new Malformed("must be host:port, was \"%s\"".formatted(text));
            case Parse parse -> parse;
        };
    }

    /** Whether a text is the number of a port. */
    static boolean isPort(String text) {
        if (!PORT.matcher(text).matches()) {
            return false;
        }
        int port = Integer.parseInt(text);
        return port > 0 && port <= LAST_PORT;
    }

    /** A URL without its user and password, so that no message repeats them. */
    private static String withoutUser(String text) {
        return text.replaceFirst("//[^/]*@", "//…@");
    }

    private static Parse parse(String text, String scheme, String authority, String rest) {
        if (authority.contains("@")) {
            return new Malformed("must have no user and password in it, had them");
        }
        if (!PLAIN.matcher(text).matches()) {
            return new Malformed("must have only characters that need no escape, was \"%s\"".formatted(text));
        }
        Matcher bracketed = BRACKETED.matcher(authority);
        Matcher parts = bracketed.matches() ? bracketed : WITH_PORT.matcher(authority);
        boolean found = bracketed.matches() || parts.matches();
        String host = found ? parts.group(1).toLowerCase(Locale.ROOT) : "";
        if (!found || !bracketed.matches() && !NAME.matcher(host).matches()) {
            return new Malformed("must have a host that is a DNS name, was \"%s\"".formatted(text));
        }
        String port = parts.group(2);
        if (port != null && !isPort(port)) {
            return new Malformed("must have a port from 1 to %d, was \"%s\"".formatted(LAST_PORT, text));
        }
        return new Parsed(new Address(
                scheme, host, port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)), rest));
    }

    /** Scheme, host and port; the form of an origin. */
    String origin() {
        String shownHost = host.contains(":") ? "[" + host + "]" : host;
        return (scheme.isEmpty() ? "" : scheme + "://") + shownHost + (port.isPresent() ? ":" + port.getAsInt() : "");
    }

    /** In one form: scheme and host in lower case, the port without zeros before it. */
    @Override
    public String toString() {
        return origin() + rest;
    }
}
