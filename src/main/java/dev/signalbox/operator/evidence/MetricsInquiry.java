package dev.signalbox.operator.evidence;

import dev.signalbox.operator.observe.Channel;
import java.time.Instant;

/** Looks into what only a server of metrics can tell. */
public interface MetricsInquiry extends Inquiry {

    /** Asks it. */
    Found ask(Channel.Servers servers, Scene scene, Instant now);

    /** What to tell where the stack names none. */
    Found withoutServer(Scene scene);

    /** @param why it can't be asked */
    Found withClosedServer(Scene scene, String why);

    @Override
    default Found look(Scene scene, Instant now) {
        return switch (scene.metrics()) {
            case Channel.None _ -> withoutServer(scene);
            case Channel.Closed(String why) -> withClosedServer(scene, why);
            case Channel.Servers servers -> ask(servers, scene, now);
        };
    }
}
