package dev.signalbox.interchange.resource;

import dev.signalbox.interchange.source.Field;
import dev.signalbox.model.Alerting;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Single values as our resources take them. */
public final class Texts {
    private static final Pattern ALERT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{0,127}");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int LONGEST_ALERT_NAME = 128;

    private Texts() {}

    /** A service's name; noted where it had to change. */
    public static String service(Field field, String wanted) {
        String service = ObjectNames.service(wanted);
        if (!service.equals(wanted)) {
            field.note("became " + service + ": services are letters, digits, '-', '_' and '.'");
        }
        return service;
    }

    /** What an objective means to people; null where nothing is said. */
    public static String description(Field field) {
        return cut(field, field.text().map(String::strip).orElse(""));
    }

    /** A description made from more than its field; null where nothing is said. */
    public static String cut(Field field, String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_DESCRIPTION) {
            return text.isEmpty() ? null : text;
        }
        field.note("was cut to " + LONGEST_DESCRIPTION + " characters");
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_DESCRIPTION))
                .strip();
    }

    /** An objective; a fault where it leaves no budget. */
    public static Optional<BigDecimal> percent(Field field, BigDecimal percent) {
        if (percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
            field.fault(
                    "must leave a budget, that is be above 0 % and below 100 %, was " + percent.toPlainString() + " %",
                    "write e.g. 99.9 %");
            return Optional.empty();
        }
        BigDecimal plain = percent.stripTrailingZeros();
        return Optional.of(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    /** The name of alerts; null where none is given. */
    public static String alertName(Field field) {
        String name = field.text().orElse("");
        if (name.equals(Alerting.MISSING_DATA_NAME)) {
            field.note("is the name of another alert, left out: the name is made from that of the SLO");
            return null;
        }
        if (name.isEmpty() || ALERT_NAME.matcher(name).matches()) {
            return name.isEmpty() ? null : name;
        }
        String legal = name.replaceAll("[^A-Za-z0-9_.:-]+", "_").replaceAll("^[^A-Za-z_]+", "");
        if (legal.isEmpty()) {
            field.note("has no letter, the name is made from that of the SLO");
            return null;
        }
        String cut = legal.substring(0, Math.min(legal.length(), LONGEST_ALERT_NAME));
        field.note("became " + cut + ": names of alerts are letters, digits, '_', '.', ':' and '-'");
        return cut;
    }
}
