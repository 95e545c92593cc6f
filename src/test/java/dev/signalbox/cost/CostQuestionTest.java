package dev.signalbox.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.metrics.VolumeRules;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.PromqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CostQuestionTest {
    @ParameterizedTest
    @EnumSource
    void eachIsPromql(CostQuestion question) {
        assertThat(PromqlParser.parse(question.query())).isInstanceOf(ParseResult.Parsed.class);
    }

    @Test
    void whatIsAskedForIsRecorded() {
        assertThat(CostQuestion.LOGS.query()).contains(VolumeRules.LOGS + "[30d]");
        assertThat(CostQuestion.SPANS.query()).contains(VolumeRules.SPANS + "[30d]");
        assertThat(CostQuestion.SERVICE).isEqualTo(VolumeRules.SERVICE);
    }
}
