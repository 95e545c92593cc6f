package dev.signalbox.intake.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Splits a file into documents the way kubectl does, at lines that begin with {@code ---}, and reads each by itself: so
 * a broken one is reported without hiding what is wrong with the others.
 */
public final class DocumentReader {
    private static final String SEPARATOR = "---";
    private static final String SEPARATOR_LINE = "\n" + SEPARATOR;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DocumentReader() {}

    /** @param source name of the file as the user gave it */
    public static DocumentStream read(String source, byte[] bytes) {
        ByteBuffer undecoded = ByteBuffer.wrap(bytes);
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        boolean broken = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(undecoded, decoded, true)
                .isError();
        String text = decoded.flip().toString();
        if (broken) {
            String message = "must be UTF-8, had the byte 0x" + HexFormat.of().toHexDigits(undecoded.get());
            Position position = new Chunk(source, text, 1).position(text.length());
            return new DocumentStream(
                    List.of(), List.of(Fault.ofText(source, position, message, "save the file as UTF-8")));
        }
        return read(source, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    private static DocumentStream read(String source, String text) {
        List<Chunk> chunks = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int line = 1;
        for (int start = 0; start < text.length(); ) {
            int separator = separator(text, start);
            Chunk chunk = new Chunk(source, text.substring(start, separator), line);
            chunks.add(chunk);
            line += chunk.lines() + 1;
            int lineEnd = text.indexOf('\n', separator);
            int next = lineEnd < 0 ? text.length() : lineEnd + 1;
            checkSeparator(source, text.substring(separator, next), line - 1, faults);
            start = next;
        }
        List<Document> documents = new ArrayList<>();
        for (DocumentStream read : Parallel.<Chunk, DocumentStream>map(chunks, DocumentReader::read)) {
            documents.addAll(read.documents());
            faults.addAll(read.faults());
        }
        return new DocumentStream(documents, faults.stream().sorted().toList());
    }

    private static DocumentStream read(Chunk chunk) {
        if (beginsWithDirective(chunk.text())) {
            Position position = chunk.position(("\n" + chunk.text()).indexOf("\n%"));
            Fault fault = Fault.ofText(
                    chunk.source(),
                    position,
                    "must have no directives: kubectl reads none",
                    "remove the line with the %");
            return new DocumentStream(List.of(), List.of(fault));
        }
        if (!JsonText.isLikely(chunk.text())) {
            return YamlText.read(chunk);
        }
        DocumentStream json = JsonText.read(chunk);
        if (json.faults().isEmpty() || chunk.source().endsWith(".json")) {
            return json;
        }
        return YamlText.read(chunk);
    }

    private static boolean beginsWithDirective(String text) {
        return text.indexOf('%') >= 0
                && text.lines()
                        .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                        .findFirst()
                        .filter(line -> line.startsWith("%"))
                        .isPresent();
    }

    /** Where the next separator's line begins, or the end. */
    private static int separator(String text, int from) {
        if (text.startsWith(SEPARATOR, from)) {
            return from;
        }
        int found = text.indexOf(SEPARATOR_LINE, from);
        return found < 0 ? text.length() : found + 1;
    }

    private static void checkSeparator(String source, String separatorLine, int line, List<Fault> faults) {
        String rest = separatorLine
                .substring(Math.min(SEPARATOR.length(), separatorLine.length()))
                .strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            faults.add(Fault.ofText(
                    source,
                    new Position(line, separatorLine.indexOf(rest) + 1),
                    "must be nothing but a comment behind ---, was " + rest,
                    "begin the document on the next line"));
        }
    }
}
