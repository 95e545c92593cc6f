package dev.signalbox.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantities in the one form that an API server stores them in: {@code 1000m} comes back as {@code 1}, {@code 0.5} as
 * {@code 500m}, {@code 1024Mi} as {@code 1Gi}.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity">Quantity, canonical form</a>
 */
public final class CanonicalQuantity {
    private static final Pattern FORM = Pattern.compile(
            "(?<sign>[+-]?)(?<number>[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?<suffix>[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2}|)");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final int UNIT = DECIMAL.indexOf("");
    private static final BigInteger KIBI = BigInteger.valueOf(1024);

    private CanonicalQuantity() {}

    /** The canonical form; the text itself when it is no quantity. */
    public static String of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return text;
        }
        BigDecimal value = value(form);
        String suffix = form.group("suffix");
        if (suffix.endsWith("i")) {
            return value.abs().compareTo(new BigDecimal(KIBI)) >= 0 && isWhole(value) ? binary(value) : decimal(value);
        }
        return isExponent(suffix) ? exponent(value) : decimal(value);
    }

    /** What the text amounts to, in units of one; nothing when it is no quantity. */
    public static Optional<BigDecimal> amount(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(value(form)) : Optional.empty();
    }

    private static BigDecimal value(Matcher form) {
        String suffix = form.group("suffix");
        BigDecimal number = new BigDecimal(form.group("number"));
        BigDecimal signed = form.group("sign").equals("-") ? number.negate() : number;
        if (suffix.endsWith("i")) {
            return signed.multiply(new BigDecimal(KIBI.pow(BINARY.indexOf(suffix))));
        }
        return signed.scaleByPowerOfTen(
                isExponent(suffix) ? Integer.parseInt(suffix.substring(1)) : 3 * (DECIMAL.indexOf(suffix) - UNIT));
    }

    /** "E" is exa, an exponent has digits. */
    private static boolean isExponent(String suffix) {
        return suffix.length() > 1 && !suffix.endsWith("i");
    }

    private static String binary(BigDecimal value) {
        BigInteger whole = value.toBigIntegerExact();
        int power = 0;
        while (power < BINARY.size() - 1
                && whole.signum() != 0
                && whole.mod(KIBI).signum() == 0) {
            whole = whole.divide(KIBI);
            power++;
        }
        return whole + BINARY.get(power);
    }

    private static String decimal(BigDecimal value) {
        int power = power(value);
        BigDecimal shown = value.scaleByPowerOfTen(-3 * (power - UNIT));
        return shown.stripTrailingZeros().toPlainString() + (value.signum() == 0 ? "" : DECIMAL.get(power));
    }

    private static String exponent(BigDecimal value) {
        int power = power(value) - UNIT;
        String shown = value.scaleByPowerOfTen(-3 * power).stripTrailingZeros().toPlainString();
        return power == 0 || value.signum() == 0 ? shown : shown + "e" + 3 * power;
    }

    /** Index of the largest suffix before which the number is still whole. */
    private static int power(BigDecimal value) {
        int power = DECIMAL.size() - 1;
        while (power > 0 && !isWhole(value.scaleByPowerOfTen(-3 * (power - UNIT)))) {
            power--;
        }
        return power;
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }
}
