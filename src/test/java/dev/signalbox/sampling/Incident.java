package dev.signalbox.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One of twenty services fails for a quarter of an hour, under a budget that is just too small for all of its traces. */
final class Incident {
    static final int BUDGET = 1_300;
    static final int BEGIN = 30;
    static final int END = 45;
    static final int COOLDOWN = 10;
    static final int MINUTES = 90;

    private Incident() {}

    static TrafficSimulation simulate() {
        List<SimulatedService> services = new ArrayList<>(IntStream.range(0, 19)
                .mapToObj(i -> SimulatedService.steady("s" + i, 500))
                .toList());
        services.add(
                SimulatedService.steady("checkout", 500).errors(minute -> minute >= BEGIN && minute < END ? 0.3 : 0));
        TrafficSimulation simulation = TrafficSimulation.of(Policies.budget(BUDGET), services);
        simulation.run(MINUTES);
        return simulation;
    }
}
