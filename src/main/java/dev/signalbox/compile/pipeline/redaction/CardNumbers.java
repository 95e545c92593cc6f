package dev.signalbox.compile.pipeline.redaction;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers of payment cards, told from other numbers by the prefixes and lengths of the brands: an order number of as many
 * digits that begins like no card stays. Whether the check digit is right can't be said by an expression.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN)">Issuer identification
 *     numbers</a>
 */
final class CardNumbers {
    /**
     * Not the rest of a longer number or of a fraction, and not inside a hexadecimal identifier, which trace IDs are; so a
     * letter before it counts only with one that is no hexadecimal digit.
     */
    private static final String BEGIN = "(^|[^0-9A-Za-z.]|(?:^|[^0-9])\\.|[g-zG-Z][A-Fa-f]{0,3})";

    private static final String END = "(?:\\b|_|[A-Fa-f]{0,3}[g-zG-Z])";

    /** Numbers as long as a card's that are joined to one: its end has taken what their begin would need. */
    private static final String JOINED = "(?:_[0-9](?:[ -]?[0-9]){12,18})*";

    /** Digits may be parted by single blanks or hyphens. */
    private static final String DIGIT = "(?:[ -]?[0-9])";

    private static final List<Brand> BRANDS = List.of(
            new Brand("Visa", "4", 1, List.of(19, 16, 13)),
            new Brand("Mastercard", "5[1-5]", 2, List.of(16)),
            new Brand("Mastercard", "2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9][0-9]|7[01][0-9]|720)", 4, List.of(16)),
            new Brand("American Express", "3[47]", 2, List.of(15)),
            new Brand("Diners Club", "3(?:0[0-5]|09|[689][0-9])", 3, List.of(19, 16, 14)),
            new Brand("Discover, RuPay", "6(?:011|4[4-9][0-9]|5[0-9][0-9])", 4, List.of(19, 16)),
            new Brand("JCB", "35(?:2[89]|[3-8][0-9])", 4, List.of(19, 16)),
            new Brand("UnionPay", "62", 2, List.of(19, 18, 17, 16)),
            new Brand("Mir", "220[0-4]", 4, List.of(19, 16)),
            new Brand("Maestro", "5(?:018|020|038|893)", 4, List.of(19, 18, 17, 16, 15, 14, 13)),
            new Brand("Maestro", "6(?:304|759|76[1-3])", 4, List.of(19, 18, 17, 16, 15, 14, 13)));

    /** All of them. */
    static final Secret SECRET = Secret.after(
            BRANDS.stream().map(Brand::regex).collect(Collectors.joining("|", BEGIN + "(?:", ")" + JOINED + END)),
            BRANDS.stream().map(Brand::sign).toArray(String[]::new));

    private CardNumbers() {}

    /**
     * A brand of cards.
     *
     * @param name for who reads this
     * @param prefix expression of the first digits; begins with a digit, so that texts without it are passed over quickly
     * @param prefixLength how many those are
     * @param lengths how many digits a number has, descending: the first that fits is taken
     */
    private record Brand(String name, String prefix, int prefixLength, List<Integer> lengths) {
        private String regex() {
            return prefix
                    + lengths.stream()
                            .map(length -> DIGIT + "{" + (length - prefixLength) + "}")
                            .collect(Collectors.joining("|", "(?:", ")"));
        }

        /** As many digits as the shortest has, whatever stands around them. */
        private String sign() {
            return prefix + DIGIT + "{" + (lengths.getLast() - prefixLength) + "}";
        }
    }
}
