package dev.signalbox.backend.tempo;

import dev.signalbox.backend.Answer;
import dev.signalbox.model.retention.TempoLimits;
import java.time.Duration;
import java.util.Optional;

/** A server of traces that tells what it goes by. */
public interface TraceServer {

    /** What holds for a tenant now. */
    Answer<TempoLimits> limits(String tenant);

    /** How long blocks are kept where nothing else is said; nothing: it does not tell. */
    Answer<Optional<Duration>> blockRetention();
}
