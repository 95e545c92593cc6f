package dev.signalbox.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.Deadline;
import dev.signalbox.report.Shop;
import dev.signalbox.testing.browser.Browser;
import dev.signalbox.testing.browser.Browser.Key;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The page in a real browser, served with the headers that the operator serves it with. */
class HealthPageIT {
    private static final int PHONE = 360;
    private static final String SHOWN = "[...document.querySelectorAll('article')]"
            + ".filter(page => getComputedStyle(page).display !== 'none').map(page => page.id)";

    private static HttpServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.required();
        String page = HealthPage.of(Shop.report());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = page.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.getResponseHeaders().set("Content-Security-Policy", HealthPage.POLICY);
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 200 : 404, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    @BeforeEach
    void open() {
        browser.scripts(true);
        browser.screen(1280, 900);
        browser.dark(false);
        browser.open("about:blank");
        browser.open(address(""));
    }

    @AfterEach
    void theConsoleHasNothingToSay() {
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void oneClicksFromTheOverviewToAServiceToItsSloAndBack() {
        assertThat(shown()).containsExactly("overview");

        browser.find("#service-table a[href='#service/shop/checkout']").click();
        assertThat(shown()).containsExactly("service/shop/checkout");
        assertThat(browser.title()).startsWith("shop/checkout · ");
        assertThat(focused()).isEqualTo("service/shop/checkout-heading");

        browser.find("[id='service/shop/checkout'] a[href='#slo/shop/checkout-availability']")
                .click();
        assertThat(shown()).containsExactly("slo/shop/checkout-availability");
        assertThat(browser.find("[id='slo/shop/checkout-availability']").text())
                .contains(
                        "Shoppers can pay", "−13.2 %", "region=eu", "kubectl rollout undo deployment/checkout -n shop");
        assertThat(browser.find("[id='slo/shop/checkout-availability'] svg.course")
                        .label())
                .contains("Error budget: 96 % left on 2026-10-23, −13.2 % on 2026-11-22");

        browser.back();
        assertThat(shown()).containsExactly("service/shop/checkout");
        browser.back();
        assertThat(shown()).containsExactly("overview");

        browser.find(".top-bar a[href='#cost']").click();
        assertThat(shown()).containsExactly("overview");
        assertThat(focused()).isEqualTo("cost-heading");
    }

    @Test
    void keysAreEnough() {
        browser.press(Key.TAB);
        assertThat(browser.value("document.activeElement.className").asText()).isEqualTo("skip");
        assertThat(browser.value("getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
        browser.press(Key.ENTER);
        assertThat(focused()).isEqualTo("overview-heading");
        assertThat(browser.value("location.hash").asText()).isEmpty();

        tabTo("document.activeElement.tagName === 'SUMMARY'");
        browser.press(Key.ENTER);
        assertThat(browser.value("document.activeElement.parentElement.open").asBoolean())
                .isTrue();
        tabTo("document.activeElement.className === 'copy'");

        tabTo("document.activeElement.closest('#slo-table tbody') !== null");
        assertThat(browser.value("document.activeElement.hash").asText()).isEqualTo("#slo/shop/checkout-availability");
        browser.press(Key.ENTER);
        assertThat(shown()).containsExactly("slo/shop/checkout-availability");

        browser.press(Key.TAB);
        assertThat(browser.value("document.activeElement.closest('article').id").asText())
                .isEqualTo("slo/shop/checkout-availability");
    }

    @Test
    void slosAreFilteredAndSorted() {
        assertThat(slos())
                .containsExactly(
                        "shop/checkout-availability",
                        "shop/checkout-latency",
                        "search/ranking-latency",
                        "search/catalogue-freshness",
                        "shop/storefront-availability");
        assertThat(browser.find(".filter output").text()).isEqualTo("5 of 5");

        browser.find(".filter input").type("discovery");
        assertThat(slos()).containsExactly("search/ranking-latency", "search/catalogue-freshness");
        assertThat(browser.find(".filter output").text()).isEqualTo("2 of 5");
        browser.find(".filter option[value='healthy']").click();
        assertThat(slos()).containsExactly("search/catalogue-freshness");

        open();
        browser.find("#slo-table th:nth-child(5) button").click();
        assertThat(slos())
                .startsWith("shop/checkout-availability", "shop/checkout-latency", "search/catalogue-freshness")
                .endsWith("search/ranking-latency");
        browser.find("#slo-table th:nth-child(5) button").click();
        assertThat(browser.find("#slo-table th[aria-sort='descending']").text()).startsWith("Budget left");
        assertThat(slos()).contains("shop/storefront-availability");
    }

    @Test
    void everyPageFitsAPhone() {
        browser.screen(PHONE, 740);
        for (String page : pages()) {
            browser.open(address("#" + page));
            browser.value("document.querySelectorAll('details').forEach(one => one.open = true)");

            assertThat(shown()).containsExactly(page);
            assertThat(browser.value("document.scrollingElement.scrollWidth").asInt())
                    .as(page)
                    .isLessThanOrEqualTo(PHONE);
        }
    }

    @Test
    void lightAndDarkCanBothBeRead() {
        for (boolean dark : List.of(false, true)) {
            browser.dark(dark);
            for (String page : pages()) {
                browser.open(address("#" + page));
                browser.value("document.querySelectorAll('details').forEach(one => one.open = true)");

                assertThat(browser.value(POORLY_READABLE))
                        .as(page + (dark ? " dark" : " light"))
                        .isEmpty();
            }
        }
        assertThat(browser.value("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(16, 19, 23)");
    }

    @Test
    void whateverCanBeUsedHasAName() {
        for (String page : pages()) {
            browser.open(address("#" + page));
            for (Browser.Element element : browser.all("a, button, input, select, summary, svg[role=img]")) {
                if (element.isShown()) {
                    assertThat(element.label()).as(page + ": " + element.text()).isNotBlank();
                }
            }
            assertThat(browser.value("[...document.querySelectorAll('main h1')].filter(h => h.offsetParent).length")
                            .asInt())
                    .isOne();
        }
    }

    @Test
    void withoutScriptsItCanBeRead() {
        browser.scripts(false);
        browser.open("about:blank");
        browser.open(address(""));

        assertThat(browser.find("#overview").isShown()).isTrue();
        assertThat(browser.find("[id='service/shop/checkout']").isShown()).isFalse();
        assertThat(browser.find(".filter").isShown()).isFalse();
        assertThat(browser.all(".copy")).isEmpty();

        browser.find(".remedies summary").click();
        assertThat(browser.find(".remedies pre").isShown()).isTrue();

        browser.find("#slo-table a").click();
        assertThat(browser.find("[id='slo/shop/checkout-availability']").isShown())
                .isTrue();
        assertThat(browser.find("#overview").isShown()).isFalse();
    }

    /** {@code e2e/screenshots} makes those of the documentation. */
    @Test
    @EnabledIfSystemProperty(named = "screenshots", matches = ".+")
    void picturesAreTaken() throws IOException {
        Path directory = Path.of(System.getProperty("screenshots"));
        picture(directory.resolve("report-overview-light.png"), 1280, 1500, false, "");
        picture(directory.resolve("report-overview-dark.png"), 1280, 1500, true, "");
        picture(directory.resolve("report-slo-light.png"), 1280, 1150, false, "#slo/shop/checkout-availability");
        picture(directory.resolve("report-service-dark.png"), 1280, 1500, true, "#service/shop/checkout");
        picture(directory.resolve("report-overview-phone.png"), PHONE, 1500, false, "#slos");
        picture(directory.resolve("report-slo-phone-dark.png"), PHONE, 1300, true, "#slo/shop/checkout-availability");
    }

    private static void picture(Path file, int width, int height, boolean dark, String hash) throws IOException {
        browser.screen(width, height);
        browser.dark(dark);
        browser.open("about:blank");
        browser.open(address(hash));
        Files.write(file, browser.screenshot());
        assertThat(file).isNotEmptyFile();
    }

    /** Text whose contrast to what is behind it is below 4.5 (WCAG 2.2, 1.4.3). */
    private static final String POORLY_READABLE = """
            (() => {
              const parse = (text) => text.match(/[0-9.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
                .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = parse(getComputedStyle(at).backgroundColor);
                  if (colour.length < 4 || colour[3] > 0) return colour;
                }
                return [255, 255, 255];
              };
              return [...document.querySelectorAll('body *:not(svg *, script, style, .skip)')]
                .filter((element) => element.offsetParent
                  && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
                .map((element) => {
                  const [one, other] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
                  return [(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), element.outerHTML.slice(0, 120)];
                })
                .filter(([contrast]) => contrast < 4.5);
            })()""";

    private static void tabTo(String condition) {
        for (int i = 0; i < 120; i++) {
            browser.press(Key.TAB);
            if (browser.value(condition).asBoolean()) {
                return;
            }
        }
        throw new AssertionError("no key leads to " + condition);
    }

    private static List<String> pages() {
        return texts(browser.value("[...document.querySelectorAll('article')].map(page => page.id)"));
    }

    /** A page is shown as soon as the address has changed, which a click does a moment later. */
    private static List<String> shown() {
        Deadline.in(Duration.ofSeconds(5)).until(() -> browser.value("decodeURIComponent(location.hash.slice(1)) === ''"
                        + " || document.querySelector(':target') !== null")
                .asBoolean());
        return texts(browser.value(SHOWN));
    }

    private static String focused() {
        return browser.value("document.activeElement.id").asText();
    }

    private static List<String> slos() {
        return texts(browser.value("[...document.querySelectorAll('#slo-table tbody tr')]"
                + ".filter(row => row.offsetParent).map(row => row.cells[0].textContent)"));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static String address(String hash) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + hash;
    }
}
