package dev.signalbox.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** One JSON object a line: time, level, logger, message, and the resource that it is about. */
final class JsonLine extends ExtFormatter {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String format(ExtLogRecord line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", line.getInstant().toString());
            json.writeStringField("level", line.getLevel().getName());
            json.writeStringField("logger", line.getLoggerName());
            json.writeStringField("message", formatMessage(line));
            resource(line.getMdcCopy(), json);
            json.writeStringField("thread", line.getThreadName());
            if (line.getThrown() != null) {
                StringWriter stack = new StringWriter();
                line.getThrown().printStackTrace(new PrintWriter(stack));
                json.writeStringField("error", stack.toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    /** The framework keeps what is being worked on in the diagnostic context. */
    private static void resource(Map<String, String> context, JsonGenerator json) throws IOException {
        String name = context.get("resource.name");
        if (name != null) {
            String kind = context.get("resource.kind");
            String namespace = context.get("resource.namespace");
            json.writeStringField(
                    "resource", (kind == null ? "" : kind + " ") + (namespace == null ? "" : namespace + "/") + name);
        }
    }
}
