package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What others wrote and we take has one version, and where its registry knows one, a checksum. */
class PinnedTest {
    private static final Path E2E = Path.of("e2e");

    /** One version, written out: no range, no tag that moves, nothing that is built again under the same name. */
    private static final Pattern EXACT = Pattern.compile("[0-9]+(\\.[0-9]+)*([.-][A-Za-z]+[0-9]*)*");

    private static final Pattern MOVES = Pattern.compile("(?i)snapshot|latest|release$");

    @Test
    void dependenciesAndPluginsOfMavenHaveOneVersion() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());

        assertThat(elements(pom, "version"))
                .map(Element::getTextContent)
                .map(text -> text.matches("\\$\\{[a-z.-]+}") ? property(pom, text) : text)
                .hasSizeGreaterThan(15)
                .allMatch(PinnedTest::isExact);
        assertThat(elements(pom, "plugin")).allSatisfy(plugin -> assertThat(
                        plugin.getElementsByTagName("version").getLength())
                .as(plugin.getTextContent().strip())
                .isPositive());
    }

    @Test
    void mavenItselfIsCheckedWhenItIsFetched() throws IOException {
        Properties wrapper = new Properties();
        try (var file = Files.newBufferedReader(Path.of(".mvn/wrapper/maven-wrapper.properties"))) {
            wrapper.load(file);
        }

        assertThat(wrapper.getProperty("distributionUrl"))
                .startsWith("https://")
                .endsWith("-bin.zip");
        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @MethodSource
    void packagesOfNodeHaveOneVersionAndAChecksum(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode wanted = json.readTree(file.toFile());
        JsonNode locked =
                json.readTree(file.resolveSibling("package-lock.json").toFile()).path("packages");

        assertThat(wanted.path("dependencies")).isNotEmpty().allMatch(version -> isExact(version.asText()));
        assertThat(locked.properties())
                .filteredOn(one -> !one.getKey().isEmpty())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getValue().path("integrity").asText())
                        .as(one.getKey())
                        .startsWith("sha512-"));
    }

    static List<Path> packagesOfNodeHaveOneVersionAndAChecksum() {
        return files("package.json");
    }

    /** Go itself refuses what {@code go.sum} doesn't have, but not what is taken from a directory. */
    @ParameterizedTest
    @MethodSource
    void modulesOfGoHaveAChecksum(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContain("=> .", "=> /", "latest");
        assertThat(Files.readAllLines(file.resolveSibling("go.sum")))
                .isNotEmpty()
                .allMatch(line -> line.matches("\\S+ v\\S+ h1:[A-Za-z0-9+/]{43}="));
    }

    static List<Path> modulesOfGoHaveAChecksum() {
        return files("go.mod");
    }

    private static boolean isExact(String version) {
        return EXACT.matcher(version).matches() && !MOVES.matcher(version).find();
    }

    private static String property(Document pom, String reference) {
        NodeList values = pom.getElementsByTagName(reference.substring(2, reference.length() - 1));
        assertThat(values.getLength()).as(reference).isOne();
        return values.item(0).getTextContent();
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    private static List<Path> files(String name) {
        try (Stream<Path> all = Files.walk(E2E)) {
            return all.filter(file -> file.endsWith(name))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
