package dev.signalbox.operator.evidence;

import dev.signalbox.operator.observe.Channel;
import java.time.Instant;

/** Looks into what only a server of metrics can tell. */
public interface MetricsInquiry extends Inquiry {

    /** Asks it. */
    Found ask(Channel.Servers servers, Scene scene, Instant now);

    /** What to tell where the stack names none. */
    default Found withoutServer(Scene scene) {
        return Found.NOTHING;
    }

    /** @param why it can't be asked */
    default Found withClosedServer(Scene scene, String why) {
        return Found.NOTHING;
    }

    @Override
    default Found look(Scene scene, Instant now) {
        return switch (scene.metrics()) {
            case Channel.None _ -> withoutServer(scene);
            case Channel.Closed(String why) -> withClosedServer(scene, why);
            case Channel.Servers servers -> ask(servers, scene, now);
        };
    }
}
