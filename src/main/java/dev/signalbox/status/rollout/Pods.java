package dev.signalbox.status.rollout;

/**
 * The pods of a workload.
 *
 * @param observed whether the figures are about the workload as it is now
 * @param desired how many there should be
 * @param updated how many are as the workload is now
 * @param ready how many work
 */
public record Pods(boolean observed, int desired, int updated, int ready) {

    /** All are as they should be. */
    public boolean settled() {
        return observed && updated >= desired && ready >= desired;
    }

    /** Grows while a rollout gets on. */
    int progress() {
        return observed ? updated + ready : 0;
    }
}
