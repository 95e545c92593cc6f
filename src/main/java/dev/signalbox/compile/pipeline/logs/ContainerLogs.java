package dev.signalbox.compile.pipeline.logs;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.receiver.FileLog;
import dev.signalbox.compile.pipeline.collector.receiver.LogExpression;
import dev.signalbox.compile.pipeline.collector.receiver.LogField;
import dev.signalbox.compile.pipeline.collector.receiver.LogOperator;
import dev.signalbox.compile.pipeline.collector.receiver.LogOperator.Container;
import dev.signalbox.compile.pipeline.collector.receiver.LogOperator.Recombine;
import dev.signalbox.compile.pipeline.collector.setting.Mebibytes;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.workload.CollectorPaths;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what containers write to their outputs, from the files in which the node keeps it. Whose a line is, is not known
 * here, so nothing here depends on the service: how lines are read in which services differ follows later.
 */
public final class ContainerLogs {
    /**
     * {@code <namespace>_<pod>_<uid>/<container>/<restarts>.log}, and with a time at its end what was there before kubelet
     * rotated it; without these, what is written just before a rotation is lost while an agent is away.
     */
    private static final List<String> FILES = List.of("*.log", "*.log.*");

    /** Rotated files once more, compressed. */
    private static final List<String> NOT_TEXT = List.of("*.gz", "*.tmp");

    /** Of a line, and of lines that belong together. */
    static final Mebibytes LARGEST = new Mebibytes(1);

    private static final int MOST_FILES = 512;
    private static final int MOST_LINES = 500;
    private static final int MOST_SOURCES = 1_000;
    private static final Duration COMPLETE_AFTER = Duration.ofSeconds(1);

    /**
     * Lines that continue the one before: empty or indented, as frames of a stack are in all common languages and the inside
     * of printed JSON, or the other lines of traces of Java and Python, or the end of printed JSON. A line that begins with
     * an opening brace never does, so JSON with an object on each line passes as it is.
     */
    private static final Regex CONTINUES = new Regex("^(?:\\s|$|[})\\]],?\\s*$|Caused by: |Suppressed: "
            + "|\\.\\.\\. [0-9]+ (?:more|common frames omitted)|Traceback \\(most recent call last\\):"
            + "|(?:[a-z_$][A-Za-z0-9_$]*\\.)+[A-Z][A-Za-z0-9_$]*(?:Exception|Error)(?::|\\s*$))");

    private ContainerLogs() {}

    /**
     * The receiver.
     *
     * @param positions where it remembers how far each file is read
     * @param ourNamespaces those of agents and gateways: collectors that read what they say of reading would never end
     */
    public static Instance<FileLog> receiver(
            Instance<? extends Component.Storage> positions, List<String> ourNamespaces) {
        return Instance.of(
                new FileLog(
                        FILES.stream().map(files -> below("*/*/" + files)).toList(),
                        excluded(ourNamespaces),
                        FileLog.StartAt.BEGINNING,
                        true,
                        true,
                        LARGEST,
                        MOST_FILES,
                        Optional.of(positions),
                        Retry.forever(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                        List.of(
                                LogOperator.of(new Container(true, LARGEST)),
                                LogOperator.of(new Recombine(
                                        new LogExpression.Not(new LogExpression.Matches(LogField.body(), CONTINUES)),
                                        LogField.body(),
                                        "\n",
                                        LogField.attribute("log.file.path"),
                                        MOST_LINES,
                                        LARGEST,
                                        MOST_SOURCES,
                                        COMPLETE_AFTER)))),
                "containers");
    }

    /** Collectors of ours run in tenants' namespaces too. */
    private static List<String> excluded(List<String> ourNamespaces) {
        Stream<String> ours = Stream.concat(
                ourNamespaces.stream().map(namespace -> namespace + "_signalbox-*/*/*"),
                Stream.of("*_signalbox-tenant-collector-*/*/*"));
        return Stream.concat(NOT_TEXT.stream().map(files -> "*/*/" + files), ours)
                .distinct()
                .sorted()
                .map(ContainerLogs::below)
                .toList();
    }

    private static String below(String files) {
        return CollectorPaths.POD_LOGS + "/" + files;
    }
}
