package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8WriterTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new Utf8Writer(bytes));

    @Test
    void writesTextOfAnyScript() {
        writer.append("ä€😀").append("xyz", 1, 2).printf(" %d%%", 5);
        writer.write('!');
        writer.write(new char[] {'a', 'b', 'c'}, 1, 2);
        writer.flush();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ä€😀y 5%!bc");
    }
}
