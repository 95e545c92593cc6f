package dev.signalbox.compile.slo;

import dev.signalbox.promql.Expr;
import java.time.Duration;
import java.util.List;

/** An indicator that counts events. */
interface EventQueries extends IndicatorQueries {

    /** Whose events they are. */
    Identity identity();

    /** Events a second over a window up to now. */
    Expr eventRate(Duration window);

    /**
     * The error ratio over a window up to now, 0..1; 0 where nothing happened.
     *
     * @param events what was recorded of {@link #eventRate} of the same window: the raw series of all events, the most by
     *     far, are read once
     */
    Expr errorRatio(Duration window, Expr events);

    @Override
    default List<Recorded> shortWindow(Duration window) {
        String events = SloSeries.eventRate(window);
        return List.of(
                new Recorded(events, eventRate(window)),
                new Recorded(
                        SloSeries.errorRatio(window),
                        errorRatio(window, identity().series(events))));
    }
}
