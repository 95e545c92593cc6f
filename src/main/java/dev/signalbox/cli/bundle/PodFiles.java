package dev.signalbox.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes out of pods what they tell: logs, metrics, health, and what they are busy with. */
record PodFiles(ApiReader api, Archive archive, Bundling wish) {
    private static final int LAST_LINES = 20_000;
    private static final int MOST_PODS = 20;
    private static final int USUAL_PORT = 9000;

    /** File → path, at the operator's management port. */
    private static final Map<String, String> TOLD =
            new TreeMap<>(Map.of("metrics.txt", "q/metrics", "health.json", "q/health"));

    /** Of each of the operator's pods. */
    void ofOperator(List<JsonNode> pods) {
        pods.stream().limit(MOST_PODS).forEach(pod -> {
            logs("operator", pod);
            TOLD.forEach((file, path) ->
                    take(directory("operator", pod) + file, path(pod) + ":" + port(pod) + "/proxy/" + path));
            wish.profile().ifPresent(time -> profile(pod, time));
        });
    }

    private void profile(JsonNode pod, Duration time) {
        String file = directory("operator", pod) + "profile.jfr";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PodProgram(api.client())
                .run(pod, time, out, "signalbox", "profile", "--for", time.toSeconds() + "s")
                .ifPresentOrElse(
                        why -> archive.missing(file, why),
                        () -> archive.add(
                                file, out.toByteArray(), "JDK Flight Recorder, without variables and arguments"));
    }

    /** Of those that are not well: whoever is well has nothing to say. */
    void ofCollectors(List<JsonNode> pods) {
        pods.stream().filter(pod -> !isWell(pod)).limit(MOST_PODS).forEach(pod -> logs("collectors", pod));
    }

    private void logs(String directory, JsonNode pod) {
        pod.at("/spec/containers").forEach(container -> {
            String name = container.path("name").asText();
            String file = directory(directory, pod) + name;
            String path = path(pod) + "/log?container=" + name + "&sinceSeconds="
                    + wish.since().toSeconds() + "&tailLines=" + LAST_LINES + "&limitBytes=" + Archive.MOST_OF_A_FILE;
            take(file + ".log", path);
            if (restarts(pod, name) > 0) {
                take(file + ".previous.log", path + "&previous=true");
            }
        });
    }

    private void take(String file, String path) {
        switch (api.get(path, "*/*")) {
            case ApiReader.Answer.Refused(int _, String why) -> archive.missing(file, why);
            case ApiReader.Answer.Body body ->
                archive.add(
                        file,
                        RedactedText.of(body.text()),
                        "characters: " + body.text().length());
        }
    }

    private static boolean isWell(JsonNode pod) {
        boolean isReady = pod.at("/status/conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
        return isReady
                && statuses(pod).stream()
                        .noneMatch(status -> status.path("restartCount").asInt() > 0);
    }

    private static int restarts(JsonNode pod, String container) {
        return statuses(pod).stream()
                .filter(status -> status.path("name").asText().equals(container))
                .mapToInt(status -> status.path("restartCount").asInt())
                .findFirst()
                .orElse(0);
    }

    private static List<JsonNode> statuses(JsonNode pod) {
        return pod.at("/status/containerStatuses").valueStream().toList();
    }

    private static int port(JsonNode pod) {
        return pod.at("/spec/containers")
                .valueStream()
                .flatMap(container -> container.path("ports").valueStream())
                .filter(port -> port.path("name").asText().equals("management"))
                .map(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElse(USUAL_PORT);
    }

    private static String path(JsonNode pod) {
        return "/api/v1/namespaces/" + pod.at("/metadata/namespace").asText() + "/pods/"
                + pod.at("/metadata/name").asText();
    }

    private static String directory(String of, JsonNode pod) {
        return of + "/pods/" + pod.at("/metadata/namespace").asText() + "/"
                + pod.at("/metadata/name").asText() + "/";
    }
}
