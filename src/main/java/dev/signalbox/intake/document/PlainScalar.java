package dev.signalbox.intake.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What text without quotes means. The rules are those by which kubectl turns YAML into JSON (YAML 1.1's booleans, octal
 * numbers with a leading zero, no dates, no base 60), so that a file means here what it means in a cluster.
 */
final class PlainScalar {
    private static final Map<String, JsonNode> WORDS = words();
    private static final Pattern INTEGER = Pattern.compile(
            "(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private PlainScalar() {}

    /** In characters, more than any finite number has: each further digit takes as long as all before it. */
    private static final int LONGEST_NUMBER = 2_000;

    static JsonNode resolve(String text) {
        JsonNode word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if ("+-.0123456789".indexOf(text.charAt(0)) < 0 || text.length() > LONGEST_NUMBER) {
            return TextNode.valueOf(text);
        }
        String digits = text.replace("_", "");
        Matcher integer = INTEGER.matcher(digits);
        if (integer.matches()) {
            return number(integer(integer));
        }
        if (FLOAT.matcher(digits).matches() && Double.isFinite(Double.parseDouble(digits))) {
            return number(Double.parseDouble(digits));
        }
        return TextNode.valueOf(text);
    }

    /** A number without a fraction is an integer, however it was written; so it is after a trip through JSON. */
    static JsonNode number(double value) {
        boolean integral = value == Math.rint(value) && Math.abs(value) < 0x1p63;
        return integral ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
    }

    /** Integers that do not fit 64 bits are floating point numbers to a cluster. */
    static JsonNode number(BigInteger value) {
        boolean fits = value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
        return fits ? LongNode.valueOf(value.longValue()) : DoubleNode.valueOf(value.doubleValue());
    }

    private static BigInteger integer(Matcher form) {
        Map<String, Integer> bases = Map.of("hex", 16, "binary", 2, "octal", 8, "decimal", 10);
        for (Map.Entry<String, Integer> base : bases.entrySet()) {
            String digits = form.group(base.getKey());
            if (digits != null) {
                BigInteger value = new BigInteger(digits, base.getValue());
                return form.group("sign").equals("-") ? value.negate() : value;
            }
        }
        throw new IllegalStateException("a matched integer has digits");
    }

    private static Map<String, JsonNode> words() {
        Map<String, JsonNode> words = new HashMap<>();
        List.of("", "~", "null", "Null", "NULL").forEach(word -> words.put(word, NullNode.instance));
        List.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
                .forEach(word -> words.put(word, BooleanNode.TRUE));
        List.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
                .forEach(word -> words.put(word, BooleanNode.FALSE));
        List.of(".nan", ".NaN", ".NAN").forEach(word -> words.put(word, constant(Double.NaN)));
        List.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF")
                .forEach(word -> words.put(word, constant(Double.POSITIVE_INFINITY)));
        List.of("-.inf", "-.Inf", "-.INF").forEach(word -> words.put(word, constant(Double.NEGATIVE_INFINITY)));
        return words;
    }

    private static JsonNode constant(double value) {
        return JsonNodeFactory.instance.numberNode(value);
    }
}
