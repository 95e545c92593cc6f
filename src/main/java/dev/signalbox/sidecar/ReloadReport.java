package dev.signalbox.sidecar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.sidecar.Attempt.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What others are told.
 *
 * @param known what is known
 * @param look the look that it comes from
 */
public record ReloadReport(Reloading known, Observation look) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What keeps the content on disk from being in effect, and what keeps us from knowing; in words. */
    public List<String> problems() {
        return Stream.of(unreadable(), notOne(), unhealthy(), notApplied())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> unreadable() {
        return look.content() instanceof Content.Unreadable(String reason) ? Optional.of(reason) : Optional.empty();
    }

    private Optional<String> notOne() {
        return look.found() instanceof Found.NotOne(String reason) ? Optional.of(reason) : Optional.empty();
    }

    private Optional<String> unhealthy() {
        return switch (look.health()) {
            case Health.Failing(String reason) -> Optional.of(reason);
            case Health.Serving(Optional<Instant> since)
            when since.isEmpty() ->
                Optional.of("the health check does not say upSince, without which nothing can be proved;"
                        + " remove response_body from the health_check extension");
            case Health.Serving ignored -> Optional.empty();
        };
    }

    private Optional<String> notApplied() {
        return upToDate()
                ? Optional.empty()
                : known.attempt()
                        .flatMap(last -> last.outcome() instanceof Outcome.Failed(Instant at, String reason)
                                ? Optional.of(reason)
                                : Optional.empty());
    }

    private boolean upToDate() {
        return look.content() instanceof Content.Read && known.inEffect();
    }

    private Optional<String> onDisk() {
        return look.content() instanceof Content.Read(String hash, Instant since)
                ? Optional.of(hash)
                : Optional.empty();
    }

    private Optional<String> effective() {
        return known.effect().map(Effect::hash);
    }

    /** Prometheus' text format. */
    public String metrics() {
        StringBuilder text = new StringBuilder();
        family(text, "signalbox_overlay_info", "gauge", "The content that the collector is known to run with.");
        effective().ifPresent(hash -> sample(text, "signalbox_overlay_info{hash=\"" + hash + "\"}", 1));
        family(text, "signalbox_overlay_in_effect", "gauge", "Whether the collector runs with what is on disk.");
        sample(text, "signalbox_overlay_in_effect", upToDate() ? 1 : 0);
        family(text, "signalbox_overlay_reloads_total", "counter", "Signals to the collector, by what came of them.");
        sample(text, "signalbox_overlay_reloads_total{result=\"applied\"}", known.applied());
        sample(text, "signalbox_overlay_reloads_total{result=\"failed\"}", known.failed());
        family(text, "signalbox_overlay_last_reload_timestamp_seconds", "gauge", "When the last of them was decided.");
        known.attempt()
                .flatMap(last -> decided(last.outcome()))
                .ifPresent(at -> sample(text, "signalbox_overlay_last_reload_timestamp_seconds", at.getEpochSecond()));
        return text.toString();
    }

    private static void family(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder text, String series, long value) {
        text.append(series).append(' ').append(value).append('\n');
    }

    private static Optional<Instant> decided(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Pending ignored -> Optional.empty();
            case Outcome.Applied(Instant at) -> Optional.of(at);
            case Outcome.Failed(Instant at, String reason) -> Optional.of(at);
        };
    }

    /** The same for the operator, with the reasons. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("onDisk", onDisk().orElse(null));
            json.writeStringField("inEffect", effective().orElse(null));
            json.writeBooleanField("upToDate", upToDate());
            json.writeObjectFieldStart("reloads");
            json.writeNumberField("applied", known.applied());
            json.writeNumberField("failed", known.failed());
            json.writeEndObject();
            if (known.attempt().isPresent()) {
                json.writeFieldName("lastReload");
                write(known.attempt().get(), json);
            }
            json.writeArrayFieldStart("problems");
            for (String problem : problems()) {
                json.writeString(problem);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void write(Attempt last, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("hash", last.hash());
        json.writeStringField("sentAt", last.at().toString());
        switch (last.outcome()) {
            case Outcome.Pending ignored -> json.writeStringField("result", "pending");
            case Outcome.Applied(Instant at) -> {
                json.writeStringField("result", "applied");
                json.writeStringField("at", at.toString());
            }
            case Outcome.Failed(Instant at, String reason) -> {
                json.writeStringField("result", "failed");
                json.writeStringField("at", at.toString());
                json.writeStringField("reason", reason);
            }
        }
        json.writeEndObject();
    }

    /** What is worth a line in a log, for somebody who was told {@code before}. */
    public List<String> newsSince(Optional<ReloadReport> before) {
        Stream<String> effect = effective().equals(before.flatMap(ReloadReport::effective))
                ? Stream.empty()
                : Stream.of(effective().map(hash -> "in effect: " + hash).orElse("it is not known what is in effect"));
        Stream<String> content = onDisk()
                .filter(hash ->
                        !hash.equals(before.flatMap(ReloadReport::onDisk).orElse(null)))
                .filter(hash -> !upToDate())
                .map(hash -> "on disk: " + hash)
                .stream();
        List<String> told = before.map(ReloadReport::problems).orElse(List.of());
        Stream<String> problems = problems().stream().filter(problem -> !told.contains(problem));
        return Stream.of(content, effect, problems).flatMap(lines -> lines).toList();
    }
}
