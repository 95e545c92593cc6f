package dev.signalbox.sidecar;

import dev.signalbox.sidecar.Attempt.Outcome;
import dev.signalbox.sidecar.Found.CollectorProcess;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a collector and of the content it is to run with, and what follows from the next look. A collector does
 * not say what it has read, so it has to be proved: a service read its files between the event that made it (the start of
 * its process, or our SIGHUP) and its being ready; content that was there, unchanged, all that time is in effect.
 *
 * @param timing how long what is waited for
 * @param sighting the content as it was last readable
 * @param effect what is proved to be in effect
 * @param attempt the last SIGHUP
 * @param applied how many led to a service that runs
 * @param failed how many did not
 */
public record Reloading(
        ReloadTiming timing,
        Optional<Sighting> sighting,
        Optional<Effect> effect,
        Optional<Attempt> attempt,
        int applied,
        int failed) {

    /**
     * Content, and how long it has been there without a change.
     *
     * @param hash of the content
     * @param since when it was put there, by the file system's clock
     * @param seen when it was first seen
     */
    public record Sighting(String hash, Instant since, Instant seen) {}

    /** Before the first look. */
    public static Reloading begin(ReloadTiming timing) {
        return new Reloading(timing, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
    }

    /** What is known after another look. */
    public Reloading after(Observation look) {
        Optional<Sighting> seen =
                switch (look.content()) {
                    case Content.Read(String hash, Instant since) ->
                        sighting.filter(last -> last.hash().equals(hash))
                                .or(() -> Optional.of(new Sighting(hash, since, look.at())));
                    case Content.Unreadable ignored -> sighting;
                };
        Reloading judged = attempt.filter(Attempt::pending)
                .map(pending -> judged(pending.with(outcome(pending, look))))
                .orElse(this);
        Optional<Effect> proved = judged.proof(seen, look).or(() -> effect.filter(last -> judged.lasts(last, look)));
        return new Reloading(timing, seen, proved, judged.attempt, judged.applied, judged.failed);
    }

    /** The process that is to be signalled now, given the look that led here. */
    public Optional<Steady> due(Observation look) {
        return sighting.filter(content -> look.content() instanceof Content.Read)
                .filter(content -> !inEffect(content.hash()))
                .filter(content ->
                        !look.at().isBefore(content.seen().plus(timing.settle()).plus(timing.delay())))
                .flatMap(content -> steady(look).filter(service -> !tried(content, service.process())));
    }

    /** After SIGHUP was sent, or could not be, which is the reason. */
    public Reloading signalled(Steady target, Instant at, Optional<String> refused) {
        Attempt sent =
                new Attempt(sighting.orElseThrow().hash(), at, target.process(), target.since(), new Outcome.Pending());
        return judged(refused.<Attempt>map(reason -> sent.with(new Outcome.Failed(at, reason)))
                .orElse(sent));
    }

    /** Whether the last content that was readable is in effect. */
    public boolean inEffect() {
        return sighting.map(content -> inEffect(content.hash())).orElse(false);
    }

    private boolean inEffect(String hash) {
        return effect.filter(proved -> proved.hash().equals(hash)).isPresent();
    }

    private Reloading judged(Attempt judged) {
        return new Reloading(
                timing,
                sighting,
                effect,
                Optional.of(judged),
                applied + (judged.outcome() instanceof Outcome.Applied ? 1 : 0),
                failed + (judged.outcome() instanceof Outcome.Failed ? 1 : 0));
    }

    private Outcome outcome(Attempt pending, Observation look) {
        if (steady(look).filter(service -> pending.obeyedBy(service)).isPresent()) {
            return new Outcome.Applied(look.at());
        }
        if (look.found() instanceof Found.One(CollectorProcess process) && !process.equals(pending.process())) {
            return new Outcome.Failed(
                    look.at(),
                    "process %d ended after SIGHUP, now there is process %d"
                            .formatted(pending.process().pid(), process.pid()));
        }
        if (look.found() instanceof Found.NotOne(String reason)) {
            return new Outcome.Failed(
                    look.at(),
                    "after SIGHUP to process %d %s".formatted(pending.process().pid(), reason));
        }
        if (!look.at().isBefore(pending.at().plus(timing.deadline()))) {
            return new Outcome.Failed(
                    look.at(),
                    "process %d is not healthy again %d s after SIGHUP: %s"
                            .formatted(
                                    pending.process().pid(),
                                    timing.deadline().toSeconds(),
                                    whyNotSteady(look.health())));
        }
        return pending.outcome();
    }

    private static String whyNotSteady(Health health) {
        return switch (health) {
            case Health.Failing(String reason) -> reason;
            case Health.Serving ignored -> "the service of before still answers, or one that has only begun";
        };
    }

    /** The content of the sighting is in effect, if that can be proved. */
    private Optional<Effect> proof(Optional<Sighting> seen, Observation look) {
        if (seen.isEmpty() || !(look.content() instanceof Content.Read)) {
            return Optional.empty();
        }
        Sighting content = seen.get();
        return steady(look)
                .filter(service -> !service.process().started().isBefore(content.since())
                        || attempt.filter(last -> last.obeyedBy(service)
                                        && last.hash().equals(content.hash())
                                        && !content.seen().isAfter(last.at()))
                                .isPresent())
                .map(service -> new Effect(content.hash(), service.process(), service.since()));
    }

    /** What was in effect still is: the service is the same, or silent without having been told to end. */
    private boolean lasts(Effect last, Observation look) {
        if (!(look.found() instanceof Found.One(CollectorProcess process)) || !process.equals(last.process())) {
            return false;
        }
        return switch (look.health()) {
            case Health.Serving(Optional<Instant> since) -> since.equals(Optional.of(last.service()));
            case Health.Failing ignored ->
                attempt.map(sent -> sent.outcome() instanceof Outcome.Applied).orElse(true);
        };
    }

    private boolean tried(Sighting content, CollectorProcess process) {
        return attempt.filter(last -> last.pending()
                        || (last.hash().equals(content.hash())
                                && last.process().equals(process)
                                && !last.at().isBefore(content.seen())))
                .isPresent();
    }

    /**
     * A service that has been ready for a while.
     *
     * @param process that it is in
     * @param since when it was ready
     */
    public record Steady(CollectorProcess process, Instant since) {}

    private static Optional<Steady> steady(Observation look) {
        return look.found() instanceof Found.One(CollectorProcess process)
                        && look.health() instanceof Health.Serving(Optional<Instant> ready)
                ? ready.filter(since -> !look.at().isBefore(since.plus(ReloadTiming.STEADY)))
                        .map(since -> new Steady(process, since))
                : Optional.empty();
    }
}
