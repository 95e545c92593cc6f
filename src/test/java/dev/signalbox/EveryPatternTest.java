package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ResourceName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Regular expressions that Java runs are ours alone, and none of them takes long, or much of the stack, on a long text whatever
 * is in it: texts of users are held against nearly all of them. What users write as regular expressions is never compiled by
 * Java, whose engine tries all ways there are.
 */
class EveryPatternTest {
    /** Twice what any field of ours takes. */
    private static final int LONG = 8_192;

    /** Of the processor: enough to look at each character from each other, and not more. */
    private static final long MILLIS = 1_000;

    private static final Path SOURCES = Path.of("src/main/java/dev/signalbox");

    private static final String OPERATORS = "[](){}?*+|^$\\\\:.";

    /** {@code Pattern.compile} of something that is no constant, with what it is. */
    private static final Set<String> COMPILED_OF = Set.of(
            // Of the CRDs' schemas, which are ours.
            "intake/schema/ValueRules.java",
            // Of its own table of what secrets look like.
            "cli/bundle/RedactedText.java");

    @TestFactory
    Stream<DynamicTest> takesNoLongerThanItsTextIsLong() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Class<?> type : classes()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
                    field.setAccessible(true);
                    Pattern pattern = (Pattern) field.get(null);
                    boolean searched = isSearchedFor(field.getName(), source(type));
                    tests.add(DynamicTest.dynamicTest(type.getSimpleName() + "." + field.getName(), () -> texts(pattern)
                            .forEach(text -> isQuick(pattern, text, searched))));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests.stream();
    }

    @Test
    void nothingElseIsCompiled() throws IOException {
        Pattern compiles = Pattern.compile("Pattern\\.compile\\(\\s*[^\"\\s]");
        Pattern constant = Pattern.compile("Pattern\\.compile\\(\\s*(?:SAID|String\\.join)\\b");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> {
                                String text = read(file);
                                return compiles.matcher(constant.matcher(text).replaceAll(""))
                                        .find();
                            })
                            .map(file -> SOURCES.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(COMPILED_OF);
        }
    }

    private static void isQuick(Pattern pattern, String text, boolean searched) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        boolean whole = pattern.matcher(text).matches();
        long found = searched ? pattern.matcher(text).results().count() : 0;
        long millis = (threads.getCurrentThreadCpuTime() - began) / 1_000_000;

        assertThat(millis)
                .as("%s, %b and %d times, in %d of %s", pattern, whole, found, text.length(), text.substring(0, 20))
                .isLessThan(MILLIS);
    }

    /** One character again and again, and two in turns, of those that the pattern itself has; in the end one that none wants. */
    private static Stream<String> texts(Pattern pattern) {
        Set<Character> some = new LinkedHashSet<>(Set.of('a', '0'));
        pattern.pattern().chars().filter(c -> OPERATORS.indexOf(c) < 0).limit(4).forEach(c -> some.add((char) c));
        return some.stream()
                .flatMap(one -> some.stream().map(other -> (String.valueOf(one) + other).repeat(LONG / 2)))
                .flatMap(text -> Stream.of(text + "\u0001", opening(pattern) + text + "\u0001"));
    }

    /** What a pattern begins with may be what it takes to get it going: {@code label_values(} and the like. */
    private static String opening(Pattern pattern) {
        return pattern.pattern()
                .replaceAll("\\\\s[*+]", "")
                .replaceAll("[\\\\^]", "")
                .replaceAll("[\\[(?].*", "(");
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException {
        Path root = Path.of(ResourceName.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root.resolve("dev/signalbox"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .sorted()
                    .<Class<?>>map(EveryPatternTest::load)
                    .filter(type ->
                            Arrays.stream(type.getDeclaredFields()).anyMatch(field -> field.getType() == Pattern.class))
                    .toList();
        }
    }

    /** Beside being held against a whole text. */
    private static boolean isSearchedFor(String name, String source) {
        String matcher = name + "\\.matcher\\((?:[^()]|\\([^()]*\\))*\\)\\s*";
        return Pattern.compile(matcher + "\\.(?:find|results|replace)")
                        .matcher(source)
                        .find()
                || Pattern.compile("= " + matcher + ";").matcher(source).find() && source.contains(".find(");
    }

    private static String source(Class<?> type) {
        return read(SOURCES.resolve(
                type.getName()
                                .replaceAll("[$].*", "")
                                .substring("dev.signalbox.".length())
                                .replace('.', '/') + ".java"));
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
