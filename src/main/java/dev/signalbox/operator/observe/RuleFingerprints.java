package dev.signalbox.operator.observe;

import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import dev.signalbox.promql.PromqlPrinter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/**
 * 64 bits for a rule's name and parsed expression: a server prints expressions in its own way, which changes between
 * versions. Texts that were seen in the last round are not parsed again.
 */
final class RuleFingerprints {
    private Map<Long, Long> known = new HashMap<>();
    private Map<Long, Long> seen = new HashMap<>();

    /** What has not come up since the last call is forgotten. */
    synchronized void nextRound() {
        known = seen;
        seen = new HashMap<>();
    }

    synchronized long of(String name, String expression) {
        long text = hash(name + '\n' + expression);
        Long print = known.get(text);
        long result = print == null ? hash(name + '\n' + parsed(expression)) : print;
        seen.put(text, result);
        return result;
    }

    private static String parsed(String expression) {
        return PromqlParser.parse(expression) instanceof ParseResult.Parsed parsed
                ? PromqlPrinter.print(parsed.expr())
                : expression;
    }

    private static long hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
