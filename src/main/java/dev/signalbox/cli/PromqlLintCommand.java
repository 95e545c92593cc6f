package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.signalbox.promql.ExprAnalysis;
import dev.signalbox.promql.ParseResult;
import dev.signalbox.promql.ParseResult.Fault;
import dev.signalbox.promql.ParseResult.Parsed;
import dev.signalbox.promql.PromqlParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox promql lint}: tells for each line of a file whether it is a valid expression. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Check PromQL expressions, one a line, as Prometheus 3 with default flags would.",
            "Lines that are empty or begin with # are skipped.",
            "",
            "text: 'LINE: ok' or 'LINE:COLUMN: fault', after 'FILE:' where a file is named.",
            "json: an array of objects: line, expr, ok, metrics, labels; for a fault also error, column (from 1) and"
                    + " position (from 0).",
            "",
            "Exit codes: 0 all are valid, 1 some are not, 2 wrong usage or a file that can't be read."
        })
public final class PromqlLintCommand implements Callable<Integer> {
    private enum Format {
        TEXT(TextReport::new),
        JSON(JsonReport::new);

        private final Function<PromqlLintCommand, Report> report;

        Format(Function<PromqlLintCommand, Report> report) {
            this.report = report;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "A file in UTF-8; - is standard input.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (InputStream in = isStandardInput() ? System.in : Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lint(lines) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (NoSuchFileException missing) {
            return unreadable("no such file");
        } catch (IOException fault) {
            return unreadable(fault.getMessage());
        }
    }

    private int unreadable(String why) {
        spec.commandLine().getErr().println(file + ": can't be read: " + why);
        return CommandLine.ExitCode.USAGE;
    }

    private boolean isStandardInput() {
        return file.equals(Path.of("-"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private boolean lint(BufferedReader lines) throws IOException {
        boolean allValid = true;
        try (Report report = format.report.apply(this)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank() || line.stripLeading().startsWith("#")) {
                    continue;
                }
                ParseResult result = PromqlParser.parse(line);
                allValid &= result instanceof Parsed;
                report.add(number, line, result);
            }
        }
        out().flush();
        return allValid;
    }

    /** One way to write down what was found. */
    private interface Report extends AutoCloseable {
        void add(int line, String expr, ParseResult result) throws IOException;

        @Override
        void close() throws IOException;
    }

    private record TextReport(PrintWriter out, String prefix) implements Report {
        TextReport(PromqlLintCommand command) {
            this(command.out(), command.isStandardInput() ? "" : command.file + ":");
        }

        @Override
        public void add(int line, String expr, ParseResult result) {
            out.println(prefix
                    + switch (result) {
                        case Parsed parsed -> line + ": ok";
                        case Fault fault -> line + ":" + fault.column() + ": " + fault.message();
                    });
        }

        @Override
        public void close() {}
    }

    private record JsonReport(PrintWriter out, JsonGenerator json) implements Report {
        JsonReport(PromqlLintCommand command) {
            this(command.out(), generator(command.out()));
        }

        /** Only ASCII, so that the terminal's encoding can't spoil it. */
        private static JsonGenerator generator(PrintWriter out) {
            try {
                JsonGenerator json = new JsonFactory()
                        .createGenerator(out)
                        .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartArray();
                return json;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void add(int line, String expr, ParseResult result) throws IOException {
            json.writeStartObject();
            json.writeNumberField("line", line);
            json.writeStringField("expr", expr);
            json.writeBooleanField("ok", result instanceof Parsed);
            switch (result) {
                case Parsed(var parsed) -> {
                    names("metrics", ExprAnalysis.metricNames(parsed).names());
                    names("labels", ExprAnalysis.labelNames(parsed));
                }
                case Fault fault -> {
                    json.writeStringField("error", fault.message());
                    json.writeNumberField("column", fault.column());
                    json.writeNumberField("position", fault.offset());
                    names("metrics", List.of());
                    names("labels", List.of());
                }
            }
            json.writeEndObject();
        }

        private void names(String field, Iterable<String> names) throws IOException {
            json.writeArrayFieldStart(field);
            for (String name : names) {
                json.writeString(name);
            }
            json.writeEndArray();
        }

        @Override
        public void close() throws IOException {
            json.writeEndArray();
            json.close();
            out.println();
        }
    }
}
