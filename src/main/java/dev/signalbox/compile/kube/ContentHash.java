package dev.signalbox.compile.kube;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What content is called: in names of objects, and where a pod says what it runs with. */
public final class ContentHash {
    private static final int CHARACTERS = 10;

    private ContentHash() {}

    /** As {@link #of(List)}, of texts in UTF-8. */
    public static String of(String... texts) {
        return of(Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /**
     * Ten hexadecimal digits: the first 40 bits of a SHA-256. A single content is hashed as it is; of several each counts as
     * a whole, so that nothing can move from one to the next unseen.
     */
    public static String of(List<byte[]> contents) {
        MessageDigest digest = sha256();
        for (byte[] content : contents) {
            if (contents.size() > 1) {
                digest.update((content.length + ":").getBytes(StandardCharsets.UTF_8));
            }
            digest.update(content);
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
