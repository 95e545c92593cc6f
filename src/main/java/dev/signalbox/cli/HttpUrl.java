package dev.signalbox.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A URL that can be asked over HTTP. */
final class HttpUrl implements ITypeConverter<URI> {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Override
    public URI convert(String text) {
        try {
            URI url = new URI(text);
            if (url.getScheme() != null && SCHEMES.contains(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // the same mistake, as far as anyone cares
        }
        throw new TypeConversionException("must be a URL like http://127.0.0.1:13133, was \"" + text + "\"");
    }
}
