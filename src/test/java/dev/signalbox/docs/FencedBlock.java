package dev.signalbox.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of code in a document.
 *
 * @param language as it stands behind the fence; empty where none does
 * @param text without the fences, each line with its end
 * @param line of the document that it begins in, from 1
 */
record FencedBlock(String language, String text, int line) {
    private static final String FENCE = "```";

    /** All of a document, in their order. */
    static List<FencedBlock> of(Path document) {
        List<String> lines = lines(document);
        List<FencedBlock> blocks = new ArrayList<>();
        int opened = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                if (opened >= 0) {
                    blocks.add(block(lines, opened, i));
                }
                opened = opened < 0 ? i : -1;
            }
        }
        if (opened >= 0) {
            throw new AssertionError("%s:%d: this block has no end".formatted(document, opened + 1));
        }
        return List.copyOf(blocks);
    }

    private static FencedBlock block(List<String> lines, int opened, int closed) {
        String language = lines.get(opened).substring(FENCE.length()).strip();
        String text = String.join("\n", lines.subList(opened + 1, closed)) + "\n";
        return new FencedBlock(language, text, opened + 2);
    }

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
