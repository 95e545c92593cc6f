package dev.signalbox.backend.loki;

import dev.signalbox.backend.Answer;
import dev.signalbox.model.retention.LokiSettings;
import dev.signalbox.model.retention.TenantLimits;
import java.util.Optional;

/** A server of logs that tells what it goes by. */
public interface LogServer {

    /** What holds for a tenant now, whichever file says so. */
    Answer<TenantLimits> limits(String tenant);

    /** What it was started with. */
    Answer<LokiSettings> configuration();

    /** Whether it could read its runtime files when it last tried; nothing: it has none, or does not tell. */
    Answer<Optional<Boolean>> reloaded();
}
