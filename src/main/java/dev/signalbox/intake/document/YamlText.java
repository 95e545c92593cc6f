package dev.signalbox.intake.document;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads the text of one YAML document. */
final class YamlText {
    private YamlText() {}

    /** The document, nothing when it is empty, or what is wrong with it. */
    static DocumentStream read(Chunk chunk) {
        Trail trail = new Trail(chunk.source());
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            ParserImpl events = new ParserImpl(new StreamReader(chunk.text()), options);
            Optional<Part> root = new YamlTree(events, trail, chunk.firstLine()).root();
            return trail.faults().isEmpty()
                    ? new DocumentStream(root.stream().map(chunk::document).toList(), List.of())
                    : new DocumentStream(List.of(), trail.faults());
        } catch (UnreadableText unreadable) {
            trail.faults().add(unreadable.in(chunk.source()));
        } catch (MarkedYAMLException broken) {
            trail.faults().add(broken(chunk, broken));
        } catch (ReaderException illegal) {
            trail.faults().add(illegalCharacter(chunk, illegal));
        } catch (YAMLException other) {
            Position start = new Position(chunk.firstLine(), 1);
            trail.faults().add(Fault.ofText(chunk.source(), start, "must be YAML, was not: " + other.getMessage(), ""));
        }
        return new DocumentStream(List.of(), trail.faults());
    }

    private static Fault broken(Chunk chunk, MarkedYAMLException broken) {
        Mark mark = broken.getProblemMark() == null ? broken.getContextMark() : broken.getProblemMark();
        Position position = new Position(chunk.firstLine() + mark.getLine(), mark.getColumn() + 1);
        String context = broken.getContext() == null ? "" : " (" + broken.getContext() + ")";
        String problem = broken.getProblem() == null ? "" : broken.getProblem();
        if (problem.contains("TAB")) {
            return Fault.ofText(chunk.source(), position, "must not be indented with a tab", "indent with spaces");
        }
        if (problem.contains("<document start>")) {
            return Fault.ofText(
                    chunk.source(),
                    position,
                    "must be one document, had more behind its end",
                    "separate documents with a line of ---");
        }
        return Fault.ofText(
                chunk.source(),
                position,
                "must be YAML, was not: " + problem + context,
                "correct this line or one before it");
    }

    private static Fault illegalCharacter(Chunk chunk, ReaderException illegal) {
        String text = chunk.text();
        int offset = 0;
        while (offset < text.length() && text.codePointAt(offset) != illegal.getCodePoint()) {
            offset += Character.charCount(text.codePointAt(offset));
        }
        String message = String.format("must be text, had the control character U+%04X", illegal.getCodePoint());
        return Fault.ofText(
                chunk.source(), chunk.position(offset), message, "remove it, or write an escape in double quotes");
    }
}
