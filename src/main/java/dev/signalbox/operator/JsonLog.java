package dev.signalbox.operator;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Makes each line on the console one JSON object, before anything of ours is logged. */
@ApplicationScoped
class JsonLog {

    void onStart(@Observes @Priority(1) StartupEvent event, OperatorSettings settings) {
        if (settings.log().format() == OperatorSettings.Log.Format.JSON) {
            format(LogContext.getLogContext().getLogger("").getHandlers());
        }
    }

    private static void format(Handler[] handlers) {
        for (Handler handler : handlers) {
            switch (handler) {
                case ConsoleHandler console -> console.setFormatter(new JsonLine());
                case ExtHandler outer -> format(outer.getHandlers());
                default -> {}
            }
        }
    }
}
