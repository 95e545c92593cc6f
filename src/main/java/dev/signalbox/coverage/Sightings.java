package dev.signalbox.coverage;

import dev.signalbox.backend.Sample;
import dev.signalbox.coverage.Inventory.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a server of metrics says of workloads. */
public final class Sightings {
    /** A pod that is younger may not have been scraped yet. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    /** Bytes a second; less comes of probes and scrapes alone. */
    private static final double TRAFFIC = 1024;

    private static final double UP = 1;

    private final Map<Asked, Set<WorkloadName>> counted = new HashMap<>();
    private final Map<Asked, Map<WorkloadName, Map<String, Double>>> scraped = new HashMap<>();
    private final Set<WorkloadName> busy = new HashSet<>();
    private final Map<WorkloadName, List<Pod>> settled;
    private final Map<WorkloadName, WorkloadName> byPod;
    private final Map<String, Set<String>> scheduled;

    private Sightings(Inventory inventory, Instant now) {
        byPod = inventory.pods().stream()
                .collect(Collectors.toMap(
                        pod -> pod(pod.workload().namespace(), pod.name()), Pod::workload, (one, _) -> one));
        settled = inventory.pods().stream()
                .filter(pod -> pod.created().plus(SETTLED).isBefore(now))
                .collect(Collectors.groupingBy(Pod::workload));
        scheduled = inventory.workloads().stream()
                .map(Workload::name)
                .filter(name -> name.kind().equals("CronJob"))
                .collect(Collectors.groupingBy(
                        WorkloadName::namespace, Collectors.mapping(WorkloadName::name, Collectors.toSet())));
    }

    /** @param answers to all that {@link Asked#about} asks */
    public static Sightings of(Inventory inventory, Map<Asked, List<Sample>> answers, Instant now) {
        Sightings sightings = new Sightings(inventory, now);
        answers.forEach(sightings::read);
        return sightings;
    }

    /** How many of a workload's pods were scraped. */
    enum Scraped {
        ALL,
        SOME,
        NONE,
        /** There are no pods that could have been. */
        NOTHING_TO_SCRAPE
    }

    /** Agents are there and count; else that nothing is counted says nothing. */
    boolean anythingCounted() {
        return counted.values().stream().anyMatch(seen -> !seen.isEmpty());
    }

    boolean counted(Question question, Workload workload) {
        return counted.getOrDefault(Asked.of(question, workload), Set.of()).contains(workload.name());
    }

    /** Something comes to it over the network, beside probes and scrapes. */
    boolean isBusy(Workload workload) {
        return busy.contains(workload.name());
    }

    /** A young pod speaks for its workload when it was scraped, and not against it when it wasn't. */
    Scraped scraped(Workload workload) {
        Map<String, Double> targets =
                scraped.getOrDefault(Asked.of(Question.UP, workload), Map.of()).getOrDefault(workload.name(), Map.of());
        List<Pod> pods = settled.getOrDefault(workload.name(), List.of());
        boolean anyUp = targets.containsValue(UP);
        if (workload.period().isPresent()) {
            return anyUp ? Scraped.ALL : pods.isEmpty() ? Scraped.NOTHING_TO_SCRAPE : Scraped.NONE;
        }
        if (!anyUp) {
            return pods.isEmpty() ? Scraped.NOTHING_TO_SCRAPE : Scraped.NONE;
        }
        return pods.stream().allMatch(pod -> targets.getOrDefault(pod.name(), 0.0) == UP) ? Scraped.ALL : Scraped.SOME;
    }

    private void read(Asked asked, List<Sample> samples) {
        if (asked.question().counts()) {
            counted.put(asked, samples.stream().flatMap(this::workload).collect(Collectors.toSet()));
        } else if (asked.question() == Question.UP) {
            scraped.put(asked, new HashMap<>());
            samples.forEach(sample -> owner(sample).forEach(workload -> scraped.get(asked)
                    .computeIfAbsent(workload, _ -> new HashMap<>())
                    .put(sample.labels().get(Question.POD), sample.value())));
        } else {
            samples.stream()
                    .filter(sample -> sample.value() > TRAFFIC)
                    .flatMap(this::owner)
                    .forEach(busy::add);
        }
    }

    private Stream<WorkloadName> workload(Sample sample) {
        WorkloadName name = new WorkloadName(
                sample.labels().getOrDefault(Question.NAMESPACE_OF_COUNTS, ""),
                sample.labels().getOrDefault(Question.KIND, ""),
                sample.labels().getOrDefault(Question.NAME, ""));
        return name.kind().equals("Pod") ? Stream.of(byPod.getOrDefault(name, name)) : Stream.of(name);
    }

    private Stream<WorkloadName> owner(Sample sample) {
        String namespace = sample.labels().getOrDefault(Question.NAMESPACE, "");
        String pod = sample.labels().getOrDefault(Question.POD, "");
        WorkloadName known = byPod.get(pod(namespace, pod));
        return known != null
                ? Stream.of(known)
                : PodOwner.ofScheduledPod(pod, scheduled.getOrDefault(namespace, Set.of()))
                        .map(name -> new WorkloadName(namespace, "CronJob", name))
                        .stream();
    }

    private static WorkloadName pod(String namespace, String name) {
        return new WorkloadName(namespace, "Pod", name);
    }
}
