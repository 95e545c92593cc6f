package dev.signalbox.compile.pipeline.workload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 40 bits of a SHA-256, in names of objects. */
final class ContentHash {
    private static final int CHARACTERS = 10;

    private ContentHash() {}

    /** Ten hexadecimal digits; each text counts as a whole, so that nothing can move from one to the next unseen. */
    static String of(String... texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (texts.length > 1) {
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            }
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
