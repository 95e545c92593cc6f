package dev.signalbox.testing.collector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a collector counts of itself, as scraped.
 *
 * @param samples in the order they were written
 */
public record CollectorMetrics(List<Sample> samples) {
    private static final Pattern LINE = Pattern.compile("([^ {#]+)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * One line.
     *
     * @param name of the metric
     * @param labels as they are written, escapes and all
     * @param value at that time
     */
    public record Sample(String name, Map<String, String> labels, double value) {}

    static CollectorMetrics of(String text) {
        return new CollectorMetrics(text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Sample(line.group(1), labels(line.group(2)), Double.parseDouble(line.group(3))))
                .toList());
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }

    /** Of all the samples of that name with all of these labels; 0 where there is none. */
    public double sum(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }

    public double sum(String name) {
        return sum(name, Map.of());
    }
}
