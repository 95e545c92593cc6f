package dev.signalbox.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http://user:S3CRET@tempo:4318/x           | http://<removed>@tempo:4318/x
            http://user:S3CRET@again@tempo            | http://<removed>@tempo
            https://glpat-S3CRET@git.example.com      | https://<removed>@git.example.com
            http://a?token=S3CRET&b=c                 | http://a?token=<removed>&b=c
            Authorization: Bearer S3CRET12345         | Authorization: <removed>
            Authorization: ApiKey S3CRET and more     | Authorization: <removed>
            "authorization":"Bearer S3CRET12345","a"  | "authorization":"<removed>","a"
            set-cookie: sid=S3CRET; Path=/            | set-cookie: <removed>
            got bearer S3CRET12345 of it              | got bearer <removed> of it
            password=S3CRET,user=me                   | password=<removed>,user=me
            password: "S3CRET with spaces" x          | password: <removed> x
            {"client_secret":"S3CRET","a":1}          | {"client_secret":<removed>,"a":1}
            {\\"apiKey\\":\\"S3CRET\\",\\"a\\":1}             | {\\"apiKey\\":<removed>,\\"a\\":1}
            X-Api-Key: S3CRET                         | X-Api-Key: <removed>
            --signing-key=S3CRET --level=debug        | --signing-key=<removed> --level=debug
            DB_PASSWORD='S3CRET' run                  | DB_PASSWORD=<removed> run
            see eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJTM0NSRVQ.S3CRET- there | see <removed> there
            key AKIAS3CRET00000000 is                 | key <removed> is
            client-key-data: S3CRET                   | client-key-data: <removed>
            webhook_url: https://chat/S3CRET          | webhook_url: <removed>
            https://hooks.slack.com/services/T0/S3CRET| https://hooks.slack.com/<removed>
            """)
    void whatMayBeSecretGoes(String text, String expected) {
        assertThat(RedactedText.of(text)).isEqualTo(expected).doesNotContain("S3CRET");
        assertThat(RedactedText.of(expected)).as("a second time").isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pods is forbidden: User \"jane\" cannot list resource \"pods\"",
                "token: ${env:GATEWAY_TOKEN}",
                "password: $(PASSWORD)",
                "Authorization: ${env:AUTHORIZATION}",
                "sum(rate(http_requests_total{code=~\"5..\"}[5m])) > 0.1",
                "http://tempo.observability.svc:4318/v1/traces?tenant=a",
                "tokens were refreshed",
                "secretKeyRef of signalbox-webhook-tls",
                "mail jane@example.com",
            })
    void whatOneHasToReadStays(String text) {
        assertThat(RedactedText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY"})
    void privateKeysGo(String kind) {
        String key = "-----BEGIN " + kind + "-----\nS3CRET\nS3CRET\n-----END " + kind + "-----";

        assertThat(RedactedText.of("a\n" + key + "\nb")).isEqualTo("a\n<removed>\nb");
        assertThat(RedactedText.of("a " + key.substring(0, 40))).isEqualTo("a <removed>");
    }
}
