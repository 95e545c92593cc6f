package dev.signalbox.backend.alertmanager;

import dev.signalbox.backend.Answer;
import java.util.List;

/** A server that knows whom alerts went to, and who did not want to hear of them. */
public interface AlertServer {
    /** Alerts that fire, silenced and inhibited ones too; what is resolved is not told. */
    Answer<List<Notified>> alerts();

    /** Silences, expired ones too as long as they are kept (five days, unless set otherwise). */
    Answer<List<Silence>> silences();

    /** Makes a silence; its id. Asked twice, it makes two. */
    Answer<String> silence(NewSilence silence);

    /** Tells of an alert, as Prometheus does; told again, its times are taken anew. */
    Answer<Boolean> tell(NewAlert alert);
}
