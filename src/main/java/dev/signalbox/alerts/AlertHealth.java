package dev.signalbox.alerts;

import java.util.List;
import java.util.Optional;

/**
 * Whether alerts are worth having.
 *
 * @param total alerts that rules can raise, by what people call them
 * @param firing of them, now
 * @param noisy the noisiest first
 * @param withoutRunbook by name
 * @param withoutData those that can't fire because what they read had no data for a day, by name
 */
public record AlertHealth(
        int total, int firing, List<Noisy> noisy, List<AlertName> withoutRunbook, List<AlertName> withoutData) {
    public AlertHealth {
        noisy = List.copyOf(noisy);
        withoutRunbook = List.copyOf(withoutRunbook);
        withoutData = List.copyOf(withoutData);
    }

    /**
     * An alert that fires often, or nearly always.
     *
     * @param episodes of the last day
     * @param firingPercent of the last day
     * @param neverSilenced while observed; nothing: Alertmanager can't be asked
     */
    public record Noisy(AlertName name, int episodes, int firingPercent, Optional<Boolean> neverSilenced) {
        /** In a day: what comes every few hours wakes somebody each night. */
        static final int FLAPS = 5;

        /** In percent of a day: nobody is waiting for it to end. */
        static final int MOSTLY = 50;

        boolean isNoise() {
            return episodes >= FLAPS || (firingPercent >= MOSTLY && neverSilenced.orElse(false));
        }
    }
}
