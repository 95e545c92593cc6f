package dev.signalbox.compile.pipeline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final int LARGEST = 1000;

    @Test
    void whatFitsIsOneFile() {
        assertThat(Spread.over(tree(3, 100), LARGEST)).hasSize(1);
    }

    @Test
    void whatDoesNotFitIsInSeveralThatJoinToTheSame() throws IOException {
        ObjectNode tree = tree(40, 100);

        List<String> files = Spread.over(tree, LARGEST);

        assertThat(files).hasSizeBetween(5, 15).allSatisfy(file -> assertThat(file)
                .hasSizeLessThanOrEqualTo(LARGEST));
        ObjectNode joined = JsonNodeFactory.instance.objectNode();
        YAMLMapper yaml = new YAMLMapper();
        for (String file : files) {
            yaml.readTree(file).properties().forEach(section -> section.getValue()
                    .properties()
                    .forEach(part -> joined.withObjectProperty(section.getKey()).set(part.getKey(), part.getValue())));
        }
        assertThat(joined).isEqualTo(tree);
    }

    @Test
    void anotherSettingOfOneComponentChangesOneFile() {
        ObjectNode other = tree(40, 100);
        other.withObjectProperty("processors").withObjectProperty("transform/7").put("text", "y".repeat(100));

        List<String> before = Spread.over(tree(40, 100), LARGEST);
        List<String> after = Spread.over(other, LARGEST);

        assertThat(after).hasSameSizeAs(before);
        assertThat(IntStream.range(0, after.size())
                        .filter(file -> !after.get(file).equals(before.get(file))))
                .hasSize(1);
    }

    @Test
    void aComponentThatFitsNowhereIsNamed() {
        ObjectNode tree = tree(40, 100);
        tree.withObjectProperty("processors").withObjectProperty("transform/7").put("text", "y".repeat(LARGEST));

        assertThat(Spread.over(tree, LARGEST)).hasSize(1);
        assertThat(Spread.heaviest(tree).component()).isEqualTo("processors/transform/7");
    }

    private static ObjectNode tree(int components, int characters) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, components).forEach(number -> tree.withObjectProperty("processors")
                .withObjectProperty("transform/" + number)
                .put("text", "x".repeat(characters)));
        tree.withObjectProperty("service").put("pipelines", "p");
        return tree;
    }
}
