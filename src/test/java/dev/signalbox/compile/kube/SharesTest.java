package dev.signalbox.compile.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final List<String> NAMES =
            IntStream.range(0, 2000).mapToObj(number -> "name-" + number).toList();

    @Test
    void sharesAreOfLikeSize() {
        Map<Integer, Long> sizes =
                NAMES.stream().collect(Collectors.groupingBy(name -> Shares.of(name, 5), Collectors.counting()));

        assertThat(sizes).containsOnlyKeys(0, 1, 2, 3, 4);
        assertThat(sizes.values()).allSatisfy(size -> assertThat(size).isBetween(300L, 500L));
    }

    @Test
    void oneShareMoreTakesFromTheOthersAndMovesNothingAmongThem() {
        assertThat(NAMES).allSatisfy(name -> assertThat(Shares.of(name, 6)).isIn(5, Shares.of(name, 5)));
    }

    @Test
    void aSingleShareIsAll() {
        assertThat(Shares.of("any", 1)).isZero();
    }
}
