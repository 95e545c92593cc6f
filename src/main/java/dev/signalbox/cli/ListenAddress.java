package dev.signalbox.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code HOST:PORT}; an IPv6 address stands in brackets. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
    private static final Pattern FORM = Pattern.compile("(?:\\[(?<six>[^]]+)]|(?<host>[^:]+)):(?<port>[0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches() && Integer.parseInt(form.group("port")) <= HIGHEST_PORT) {
            String host = form.group("six") == null ? form.group("host") : form.group("six");
            return new InetSocketAddress(host, Integer.parseInt(form.group("port")));
        }
        throw new TypeConversionException("must be an address like 0.0.0.0:8889, was \"" + text + "\"");
    }
}
