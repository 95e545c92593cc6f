package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.setting.Mebibytes;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import java.util.List;
import java.util.Optional;

/**
 * Lines of files.
 *
 * @param include files, with {@code *} and {@code **}
 * @param exclude of those
 * @param startAt where a file that is new to it begins
 * @param includeFilePath whether the path becomes an attribute, which the container operator needs
 * @param preserveTrailingWhitespaces whether a line keeps blanks at its end; a runtime that splits a line in two does so
 *     anywhere
 * @param maxLogSize of a line; a longer one is split
 * @param maxConcurrentFiles read at once
 * @param storage where positions are kept
 * @param retryOnFailure whether a line waits that the pipeline refuses
 * @param operators what is done with each line, in order
 */
public record FileLog(
        List<String> include,
        List<String> exclude,
        StartAt startAt,
        boolean includeFilePath,
        boolean preserveTrailingWhitespaces,
        Mebibytes maxLogSize,
        int maxConcurrentFiles,
        Optional<Instance<? extends Component.Storage>> storage,
        Retry retryOnFailure,
        List<LogOperator> operators)
        implements Component.Receiver {

    /** Where a file begins that is new. */
    public enum StartAt {
        /** At its first line. */
        BEGINNING,
        /** At its next one. */
        END
    }

    /** Copies the lists. */
    public FileLog {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        operators = List.copyOf(operators);
    }

    @Override
    public ComponentType type() {
        return ComponentType.FILE_LOG;
    }
}
