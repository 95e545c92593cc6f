package dev.signalbox.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.controlplane.ChildProcess;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.controlplane.Executables;
import dev.signalbox.controlplane.TemporaryDirectory;
import dev.signalbox.testing.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Chromium without a window, spoken to as W3C WebDriver says, and where that has no word for it, by the DevTools protocol.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The name of an element's reference, fixed by the standard. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final TemporaryDirectory directory = TemporaryDirectory.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess driver;
    private final String address;
    private final String session;

    private Browser(Path chromedriver) {
        int port = ChildProcess.freePort();
        address = "http://127.0.0.1:" + port;
        driver = ChildProcess.start(
                "chromedriver",
                List.of(chromedriver.toString(), "--port=" + port, "--allowed-ips=127.0.0.1"),
                Map.of(),
                directory.path().resolve("chromedriver.log"));
        try {
            if (!Deadline.in(PATIENCE).until(this::listens)) {
                throw new AssertionError("chromedriver does not listen:\n" + driver.tail(50));
            }
            session = send("POST", "/session", capabilities()).path("sessionId").asText();
        } catch (RuntimeException | Error e) {
            driver.close();
            directory.close();
            throw e;
        }
    }

    /** The one of this machine; where there is none the test is aborted with the reason (under {@code CI=true} it fails). */
    public static Browser required() {
        return new Browser(Executables.onPath("chromedriver")
                .orElseThrow(() -> Missing.prerequisite(
                        "chromedriver is not on the PATH; e2e/tools/find chromedriver says how to get it")));
    }

    private ObjectNode capabilities() {
        ObjectNode options = JSON.objectNode();
        ArrayNode arguments = options.putArray("args");
        List.of(
                        "--headless=new",
                        "--no-sandbox", // CI runs as root; the only pages that it opens are ours
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--force-color-profile=srgb",
                        "--window-size=1280,900",
                        "--user-data-dir=" + directory.path().resolve("profile"))
                .forEach(arguments::add);
        ObjectNode always = JSON.objectNode();
        always.set("goog:chromeOptions", options);
        always.putObject("goog:loggingPrefs").put("browser", "ALL");
        ObjectNode body = JSON.objectNode();
        body.putObject("capabilities").set("alwaysMatch", always);
        return body;
    }

    private boolean listens() {
        try {
            return get("/status").path("ready").asBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public void open(String url) {
        command("/url", JSON.objectNode().put("url", url));
    }

    public void back() {
        command("/back", JSON.objectNode());
    }

    public String title() {
        return get("/session/" + session + "/title").asText();
    }

    /** The value of an expression, in the page. */
    public JsonNode value(String expression) {
        ObjectNode body = JSON.objectNode().put("script", "return (" + expression + ")");
        body.putArray("args");
        return command("/execute/sync", body);
    }

    /** What is found by a CSS selector; there must be at least one. */
    public Element find(String selector) {
        JsonNode found = command(
                "/element", JSON.objectNode().put("using", "css selector").put("value", selector));
        return new Element(found.path(ELEMENT).asText());
    }

    public List<Element> all(String selector) {
        List<Element> elements = new ArrayList<>();
        command("/elements", JSON.objectNode().put("using", "css selector").put("value", selector))
                .forEach(found -> elements.add(new Element(found.path(ELEMENT).asText())));
        return elements;
    }

    /** Something in the page. */
    public final class Element {
        private final String path;

        Element(String id) {
            path = "/element/" + id;
        }

        public void click() {
            command(path + "/click", JSON.objectNode());
        }

        public void type(String text) {
            command(path + "/value", JSON.objectNode().put("text", text));
        }

        public String text() {
            return get("/session/" + session + path + "/text").asText();
        }

        public boolean isShown() {
            return get("/session/" + session + path + "/displayed").asBoolean();
        }

        /** What a screen reader calls it. */
        public String label() {
            return get("/session/" + session + path + "/computedlabel").asText();
        }
    }

    /** Presses keys one after the other, wherever the focus is. */
    public void press(Key... keys) {
        ObjectNode body = JSON.objectNode();
        ObjectNode keyboard = body.putArray("actions").addObject();
        keyboard.put("type", "key").put("id", "keyboard");
        ArrayNode actions = keyboard.putArray("actions");
        for (Key key : keys) {
            actions.addObject().put("type", "keyDown").put("value", key.code());
            actions.addObject().put("type", "keyUp").put("value", key.code());
        }
        command("/actions", body);
    }

    /** Keys that write nothing; the codes are the standard's. */
    public enum Key {
        TAB("\uE004"),
        ENTER("\uE007");

        private final String code;

        Key(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** What the console has said since it was last asked. */
    public List<String> console() {
        List<String> lines = new ArrayList<>();
        command("/se/log", JSON.objectNode().put("type", "browser"))
                .forEach(entry -> lines.add(entry.path("level").asText() + " "
                        + entry.path("message").asText()));
        return lines;
    }

    /** A screen of that size; a narrow one is a phone's. */
    public void screen(int width, int height) {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                JSON.objectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600));
    }

    public void dark(boolean dark) {
        ObjectNode media = JSON.objectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        devTools("Emulation.setEmulatedMedia", media);
    }

    /** For pages that are opened from now on. */
    public void scripts(boolean run) {
        devTools("Emulation.setScriptExecutionDisabled", JSON.objectNode().put("value", !run));
    }

    /** What is on the screen, as PNG. */
    public byte[] screenshot() {
        return Base64.getDecoder()
                .decode(get("/session/" + session + "/screenshot").asText());
    }

    private JsonNode devTools(String method, ObjectNode parameters) {
        return command("/goog/cdp/execute", JSON.objectNode().put("cmd", method).set("params", parameters));
    }

    private JsonNode command(String path, JsonNode body) {
        return send("POST", "/session/" + session + path, body);
    }

    private JsonNode get(String path) {
        return send("GET", path, JSON.nullNode());
    }

    private JsonNode send(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body.isNull()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = MAPPER.readTree(answer.body()).path("value");
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        method + " " + path + ": " + value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        try (http;
                driver;
                directory) {
            send("DELETE", "/session/" + session, JSON.nullNode());
        }
    }
}
