package dev.signalbox.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a page carries within itself, and what it is known by to a policy.
 *
 * @param text exactly as it stands between the tags
 * @param hash as a source of a Content Security Policy, quotes included
 */
record Asset(String text, String hash) {

    /** @param name of a resource beside this class */
    static Asset of(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(
                    new String(bytes, StandardCharsets.UTF_8),
                    "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
