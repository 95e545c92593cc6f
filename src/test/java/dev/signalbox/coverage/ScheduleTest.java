package dev.signalbox.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *         | PT1M
            */15 * * * *      | PT15M
            0 * * * *         | PT1H
            5,35 * * * *      | PT30M
            0 3 * * *         | PT24H
            0 9-17 * * *      | PT16H
            0 9-17/4 * * *    | PT16H
            30 2 * * 1-5      | PT72H
            0 0 * * SUN       | PT168H
            0 0 * * 7         | PT168H
            0 0 1 * *         | PT744H
            0 0 1 JAN *       | PT8784H
            0 0 1 * MON       | PT168H
            @hourly           | PT1H
            @weekly           | PT168H
            @every 90m        | PT1H30M
            TZ=Etc/UTC 0 3 * * * | PT24H
            """)
    void theLongestPauseIsFound(String schedule, Duration pause) {
        assertThat(Schedule.longestPause(schedule)).contains(pause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"never", "* * *", "0 0 31 2 *", "a b c d e", "''"})
    void whatCannotBeReadOrNeverComesHasNone(String schedule) {
        assertThat(Schedule.longestPause(schedule)).isEmpty();
    }

    @Test
    void aWorkloadIsLookedBackAtForTwoPeriodsButNotLessThanAnHour() {
        assertThat(workload("*/5 * * * *").lookBack()).isEqualTo(Duration.ofHours(1));
        assertThat(workload("0 3 * * *").lookBack()).isEqualTo(Duration.ofDays(2));
        assertThat(workload("?!").lookBack()).isEqualTo(Duration.ofHours(2));
    }

    private static Workload workload(String schedule) {
        return Workload.scheduled(new WorkloadName("shop", "CronJob", "nightly"), java.util.Map.of(), false, schedule);
    }
}
