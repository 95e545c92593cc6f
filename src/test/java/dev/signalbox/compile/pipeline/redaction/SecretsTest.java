package dev.signalbox.compile.pipeline.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.pipeline.Redaction.Custom;
import dev.signalbox.model.pipeline.Redaction.Preset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and what is left of them; Java reads these expressions as Go does, which {@link RedactionIT} holds them to. */
class SecretsTest {
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
                "order_4111111111111111_5500000000000004 | order_****5500000000000004",
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
    void keysOfSecrets(String key) {
        assertThat(Secrets.KEYS)
                .anyMatch(regex -> Pattern.compile(regex.pattern()).matcher(key).find());
    }

    @Test
    void ofAUsersOwnAllIsMasked() {
        assertThat(Secrets.of(List.of(new Custom("order", "o-(\\d)+"))).stream()
                        .map(secret -> mask("an o-123", secret)))
                .containsExactly("an ****");
    }

    private static String mask(String text) {
        String masked = text;
        for (Secret secret : ALL) {
            masked = mask(masked, secret);
        }
        return masked;
    }

    private static String mask(String text, Secret secret) {
        return Pattern.compile(secret.regex().pattern())
                .matcher(text)
                .replaceAll(secret.mask().template().replace("${1}", "$1"));
    }
}
