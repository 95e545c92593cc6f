package dev.signalbox.backend.http;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a status other than 200 means for who asked. */
final class StatusCode {
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private StatusCode() {}

    static <T> Outcome.Failed<T> refusal(HttpResponse<?> response) {
        int status = response.statusCode();
        String meaning =
                switch (status) {
                    case 401 -> " (it wants other credentials)";
                    case 403 -> " (the credentials may not do this)";
                    default -> "";
                };
        return new Outcome.Failed<>(
                "answered with status " + status + meaning, PASSING.contains(status), retryAfter(response));
    }

    /** In seconds; the form with a date is not looked at. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> Duration.ofSeconds(Integer.parseInt(text)));
    }
}
