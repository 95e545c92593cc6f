package dev.signalbox.compile.pipeline.ottl;

/**
 * What stands where a regular expression matched.
 *
 * @param template of Go's {@code Regexp.Expand}: {@code ${1}} is the first group, {@code $$} a dollar sign
 */
public record Replacement(String template) {

    /** Text as it is, dollar signs and all. */
    public static Replacement literal(String text) {
        return new Replacement(text.replace("$", "$$"));
    }

    /** What a group matched, between texts as they are; the group may be missing in the match. */
    public static Replacement group(String before, int group, String after) {
        return new Replacement(
                literal(before).template() + "${" + group + "}" + literal(after).template());
    }
}
