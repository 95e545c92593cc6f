package dev.signalbox.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.cli.report.ExportedResources;
import dev.signalbox.report.Resources;
import dev.signalbox.report.Scope;
import dev.signalbox.report.Shop;
import dev.signalbox.report.json.HealthJson;
import dev.signalbox.report.reading.HealthReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HealthPageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";

    @Test
    void theSameResourcesInAnyOrderGiveTheSameBytes() {
        Resources shop = Shop.resources(new Scope.Cluster());
        String page = page(shop);

        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            assertThat(page(new Resources(
                            shuffled(shop.slos(), random),
                            shuffled(shop.services(), random),
                            shuffled(shop.policies(), random),
                            shuffled(shop.guardrails(), random),
                            shop.stack(),
                            shop.scope())))
                    .isEqualTo(page);
        }
    }

    @Test
    void thePolicyAllowsWhatIsInThePageAndNothingElse() {
        String page = HealthPage.of(Shop.report());

        assertThat(HealthPage.POLICY)
                .startsWith("default-src 'none'; ")
                .contains("style-src " + hash(only(page, "<style>(.*?)</style>")))
                .contains("script-src " + hash(only(page, "<script>(.*?)</script>")))
                .endsWith("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page)
                .doesNotContainPattern("<[^>]+ (style|on[a-z]+)=")
                .doesNotContainPattern("<(script|img|iframe|object|link)[^>]* src=");
    }

    @Test
    void whatOthersWroteIsNeverMarkup() throws IOException {
        String page = page(hostile());

        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img").contains("&lt;/script&gt;");
        assertThat(all(page, "</script")).hasSize(2);
        assertThat(new ObjectMapper().readTree(only(page, "id=\"report\">(.*?)</script>")))
                .isEqualTo(new ObjectMapper()
                        .readTree(HealthJson.of(HealthReading.of(hostile(), Map.of(), Shop.NOW))
                                .toString()));
    }

    @Test
    void onlySafeAddressesAreLinks() {
        String page = page(hostile());

        assertThat(all(page, "href=\"([^\"]*)\""))
                .allMatch(href -> href.startsWith("#") || href.startsWith("https://") || href.equals("data:,"));
        assertThat(page).contains("javascript:alert(1)");
        assertThat(page(Shop.resources(new Scope.Cluster())))
                .contains("href=\"https://runbooks.example.com/checkout\" rel=\"noopener noreferrer\"")
                .contains("http://wiki.example.com/catalogue")
                .doesNotContain("href=\"http://");
    }

    @Test
    void everyLinkLeadsToSomethingInThePage() {
        String page = HealthPage.of(Shop.report());
        List<String> ids = all(page, " id=\"([^\"]+)\"");

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(all(page, "href=\"#([^\"]+)\"")).isNotEmpty().allMatch(ids::contains);
    }

    @Test
    void aTenantsPageHoldsNothingOfOthers() {
        String page = page(Shop.resources(new Scope.Namespaces(java.util.Set.of("search"))));

        assertThat(page)
                .contains("search/", "catalogue", "suggest")
                .doesNotContain("shop/", "checkout", "price-import", "payments", "912.40", "61,240", "compactor");
    }

    private static Resources hostile() {
        try {
            ExportedResources exported = new ExportedResources();
            String yaml = Files.readString(Shop.FILE)
                    .replace("Shoppers can pay", quoted(HOSTILE))
                    .replace("team: fulfilment, tier", "team: " + quoted(HOSTILE) + ", tier")
                    .replace("https://runbooks.example.com/storefront", "javascript:alert(1)")
                    .replace("name: ranking-latency", "name: " + quoted("r " + HOSTILE));
            exported.read("hostile", yaml.getBytes(StandardCharsets.UTF_8));
            assertThat(exported.faults()).isEmpty();
            return exported.resources(new Scope.Cluster());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    private static String page(Resources resources) {
        return HealthPage.of(HealthReading.of(resources, Map.of(), Shop.NOW));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(result -> result.groupCount() == 0 ? result.group() : result.group(1))
                .toList();
    }

    private static String only(String page, String pattern) {
        List<MatchResult> found =
                Pattern.compile(pattern, Pattern.DOTALL).matcher(page).results().toList();
        assertThat(found).hasSize(1);
        return found.getFirst().group(1);
    }

    private static String hash(String text) {
        try {
            return "'sha256-"
                    + Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
