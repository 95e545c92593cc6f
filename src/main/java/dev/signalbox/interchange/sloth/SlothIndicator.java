package dev.signalbox.interchange.sloth;

import dev.signalbox.interchange.indicator.EventQueries;
import dev.signalbox.interchange.indicator.Query;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.source.Field;
import java.util.Optional;

/** Reads {@code sli} of an SLO of Sloth's. */
final class SlothIndicator {
    private SlothIndicator() {}

    /** Our indicator; nothing, and a fault, when it has none. */
    static Optional<Translation> read(Field sli) {
        Field corrected = sli.atEither("denominator_corrected", "denominatorCorrected");
        if (sli.at("events").isGiven()) {
            return events(sli.at("events"));
        }
        if (sli.at("raw").isGiven()) {
            Field raw = sli.at("raw");
            return Query.read(raw.atEither("error_ratio_query", "errorRatioQuery"))
                    .map(ratio -> EventQueries.fromErrorRatio(raw, ratio));
        }
        if (corrected.isGiven()) {
            corrected.note("needs no correction here: events are counted one by one over every window");
            return events(corrected);
        }
        if (sli.at("plugin").isGiven()) {
            sli.at("plugin")
                    .fault(
                            "must be queries, was the plugin "
                                    + sli.at("plugin").at("id").shown() + ", a program that makes them",
                            "write the queries that it makes as sli.events");
        } else {
            sli.fault("must have events or raw, had neither", "write sli.events with error_query and total_query");
        }
        return Optional.empty();
    }

    private static Optional<Translation> events(Field events) {
        Field success = events.atEither("success_query", "successQuery");
        Optional<Query> total = Query.read(events.atEither("total_query", "totalQuery"));
        if (success.isGiven()) {
            return Query.read(success).flatMap(good -> total.map(all -> EventQueries.fromGood(events, good, all)));
        }
        return Query.read(events.atEither("error_query", "errorQuery"))
                .flatMap(bad -> total.map(all -> EventQueries.fromErrors(events, bad, all)));
    }
}
