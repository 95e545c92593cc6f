package dev.signalbox.compile.pipeline.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.pipeline.Redaction.Custom;
import dev.signalbox.model.pipeline.Redaction.Preset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and what is left of them; Java reads these expressions as Go does, which {@link RedactionIT} holds them to. */
class SecretsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Secret> ALL = Secrets.withTokens(List.of(Preset.CREDIT_CARD, Preset.EMAIL));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "card=4111111111111111 ok | card=**** ok",
                "4222222222222 | ****",
                "\"5500-0000-0000-0004\" | \"****\"",
                "amex 3782 822463 10005. | amex ****.",
                "2223003122003222, | ****,",
                "diners 36227206271667 | diners ****",
                "jcb 3530111333300000 | jcb ****",
                "unionpay 6200000000000005 | unionpay ****",
                "PAN4111111111111111EUR | PAN****R",
                "order_4111111111111111_5500000000000004 | order_****",
                "of_4111111111111111_5500-0000-0000-0004_4222222222222_x | of_****x",
                "order_4111111111111111_55 | order_****55",
                "mail ann.lee+x@mail.example.com! | mail ****!",
                "https://x/?u=ann%40example.com&a=1 | https://x/?u=****&a=1",
                "Authorization: Bearer abc.def-123 | Authorization: Bearer ****",
                "Basic dXNlcjpwYXNzd29yZA== | Basic ****",
                "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig x | jwt **** x",
                "AKIAIOSFODNN7EXAMPLE | ****",
                "{\"password\":\"a\\\"b\",\"n\":1} | {\"password\":\"****\",\"n\":1}",
                "GET /x?access_token=abc&y=1 | GET /x?access_token=****&y=1",
                "db_password=hunter2 done | db_password=**** done",
                "postgres://app:s3cret@db/x | postgres://app:****db/x"
            })
    void masked(String text, String left) {
        assertThat(mask(text)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order 1234567890123456",
                "order 9876543210987654",
                "at 1763755200000000000 ns",
                "ratio 0.4521739130434783",
                "trace 4bf92f3577b34da6a3ce929d0e0e4736",
                "trace a4111111111111111b3ce929d0e0e473",
                "id 41111111111111112222222",
                "basic settings, bearer authentication",
                "user@host",
                "tokens=12",
                "5 passwords",
                "http://host:8080/a@b"
            })
    void kept(String text) {
        assertThat(mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.request.header.authorization", "password", "db_password", "X-Api-Key", "set.cookie"})
    void keysOfSecrets(String key) throws JsonProcessingException {
        assertThat(Secrets.KEYS)
                .anyMatch(regex -> Pattern.compile(regex.pattern()).matcher(key).find());
        assertThat(hasSign(JSON.writeValueAsString(Map.of(key, "x")))).isTrue();
    }

    @Test
    void ofAUsersOwnAllIsMasked() {
        assertThat(Secrets.of(List.of(new Custom("order", "o-(\\d)+"))).stream()
                        .map(secret -> mask("an o-123", secret)))
                .containsExactly("an ****");
    }

    /** Only what has a sign is looked at for what is masked, so the signs may not miss any. */
    @ParameterizedTest
    @MethodSource("secretTexts")
    void whateverIsMaskedHasASign(String text) throws JsonProcessingException {
        assertThat(hasSign(text)).isTrue();
        assertThat(hasSign(JSON.writeValueAsString(Map.of("k", List.of(text), text, 1))))
                .as("in JSON")
                .isTrue();
    }

    private static String mask(String text) {
        String masked = text;
        for (Secret secret : ALL) {
            masked = mask(masked, secret);
        }
        return masked;
    }

    /** What is masked in itself, and between signs of which some are written otherwise in JSON. */
    static Stream<String> secretTexts() {
        List<String> around = List.of("", "\n", "\"", "\\", "\t", "\u0001", "\u001b[0m", "&", "<", "a.", "x ");
        return Stream.of(
                        "4111111111111111",
                        "5500-0000-0000-0004",
                        "3782 822463 10005",
                        "2223003122003222",
                        "2720990000000007",
                        "36227206271667",
                        "3530111333300000",
                        "6200000000000005",
                        "6011000990139424",
                        "2200770239097761",
                        "5018000000000",
                        "6763000000000",
                        "ann.lee+x@mail.example.com",
                        "ann%40example.com",
                        "ann@ex\u00e4mple.d\u00e9",
                        "Authorization: Bearer abc.def-123",
                        "bearer\nabc.def-123",
                        "BASIC%20dXNlcjpwYXNzd29yZA==",
                        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig",
                        "AKIAIOSFODNN7EXAMPLE",
                        "ASIAIOSFODNN7EXAMPLE",
                        "ghp_abcdefghijklmnopqrst",
                        "github_pat_abcdefghijklmnopqrst",
                        "glpat-abcdefghijklmnopqrst",
                        "xoxb-1234567890",
                        "sk_live_abcdefghij012345",
                        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
                        "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----",
                        "postgres://app:s3cret@db/x",
                        "https://a:\"<&@x",
                        "{\"Password\" :\n \"a\\\"b\"}",
                        "\"X-Api-Key\":\"k\"",
                        "access_token=abc",
                        "token='abc'",
                        "private-key=abc",
                        "db_passwd=abc")
                .flatMap(secret -> around.stream().map(before -> before + secret + before))
                .filter(text -> !mask(text).equals(text));
    }

    private static boolean hasSign(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return Suspicion.of(ALL, false).signs().stream()
                .anyMatch(sign -> Pattern.compile(sign.pattern()).matcher(small).find());
    }

    private static String mask(String text, Secret secret) {
        return Pattern.compile(secret.regex().pattern())
                .matcher(text)
                .replaceAll(secret.mask().template().replace("${1}", "$1"));
    }
}
