package dev.signalbox.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InformerRetryTest {
    private final IOException closed = new IOException("Connection was closed");

    @Test
    void whatGotNoAnswerIsTriedAgain() {
        assertThat(InformerRetry.isNoAnswer(closed)).isTrue();
        assertThat(InformerRetry.isNoAnswer(new KubernetesClientException("Connection was closed", closed)))
                .isTrue();
        assertThat(InformerRetry.INSTANCE.retryAfterException(false, new CompletionException(closed)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "401, false",
        "403, false",
        "404, false",
        "409, false",
        "410, true",
        "429, true",
        "500, true",
        "503, true"
    })
    void beforeTheFirstListAnAnswerIsAnAnswer(int code, boolean again) {
        KubernetesClientException answer =
                new KubernetesClientException(new StatusBuilder().withCode(code).build());

        assertThat(InformerRetry.INSTANCE.retryAfterException(false, new CompletionException(answer)))
                .isEqualTo(again);
        assertThat(InformerRetry.INSTANCE.retryAfterException(true, answer)).isTrue();
    }

    @Test
    void whatItCantReadOfAWatchIsListedAgain() {
        assertThat(InformerRetry.INSTANCE.retryAfterException(true, new WatcherException("no JSON")))
                .isTrue();
    }
}
