package dev.signalbox.intake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.intake.Findings;
import dev.signalbox.model.Violation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a tenant's collector may ask; each host is tried as {@code host:port} and in a URL. */
class TenantEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, a link-local address",
        "169.254.0.0, a link-local address",
        "2852039166, a link-local address", // the same number
        "0xa9fea9fe, a link-local address",
        "0XA9FEA9FE, a link-local address",
        "025177524776, a link-local address",
        "0251.0376.0251.0376, a link-local address",
        "0xa9.0xfe.0xa9.0xfe, a link-local address",
        "169.0xfe.43518, a link-local address",
        "169.16689662, a link-local address",
        "169.254.169.254., a link-local address",
        "127.0.0.1, a loopback address",
        "127.1, a loopback address",
        "0x7f.1, a loopback address",
        "2130706433, a loopback address",
        "0.0.0.0, an unspecified address",
        "0, an unspecified address",
        "224.0.0.1, a multicast address",
        "239.255.255.250, a multicast address",
        "10.0.0.7, an IP address",
        "8.8.8.8, an IP address",
        "255.255.255.255, an IP address",
        "4294967296, an IP address", // one too many for any client, and no name either
        "1.2.3.4.5, an IP address",
        "orders.256, an IP address",
        "db.0x, an IP address",
        "[fe80::1], a link-local address",
        "[fe80::1%25eth0], a link-local address",
        "[FEBF::1], a link-local address",
        "[::1], a loopback address",
        "[0:0:0:0:0:0:0:1], a loopback address",
        "[::], an unspecified address",
        "[ff02::1], a multicast address",
        "[2001:db8::1], an IP address",
        "[fd00:ec2::254], an IP address",
        "[::ffff:169.254.169.254], a link-local address",
        "[::ffff:a9fe:a9fe], a link-local address",
        "[0:0:0:0:0:FFFF:A9FE:A9FE], a link-local address",
        "[::169.254.169.254], a link-local address",
        "[64:ff9b::169.254.169.254], a link-local address",
        "[64:ff9b::7f00:1], a loopback address",
        "[::ffff:127.0.0.1], a loopback address",
        "[::ffff:10.0.0.7], an IP address",
        "[fe80::zz], an IP address",
        "localhost, a name of the collector's own pod",
        "LOCALHOST, a name of the collector's own pod",
        "localhost., a name of the collector's own pod",
        "db.localhost, a name of the collector's own pod",
        "localhost.localdomain, a name of the collector's own pod",
        "ip6-loopback, a name of the collector's own pod",
        "ip6-allnodes, a name of the collector's own pod",
        "kubernetes, an API-server address",
        "Kubernetes, an API-server address",
        "kubernetes., an API-server address",
        "kubernetes.default, an API-server address",
        "kubernetes.default.svc, an API-server address",
        "kubernetes.default.svc.cluster.local, an API-server address",
        "kubernetes.DEFAULT.svc.cluster.local., an API-server address",
        "kubernetes.default.svc.corp.example, an API-server address",
        "metadata, the address of a cloud's metadata",
        "metadata.google.internal, the address of a cloud's metadata",
        "Metadata.Google.Internal., the address of a cloud's metadata",
        "metadata.goog, the address of a cloud's metadata",
        "instance-data, the address of a cloud's metadata",
        "instance-data.ec2.internal, the address of a cloud's metadata"
    })
    void mayNotBeAsked(String host, String kind) {
        assertThat(faultOfUrl("http://" + host + "/latest/meta-data"))
                .isEqualTo(refusal(kind, "http://" + host + "/latest/meta-data", "http://checkout:8080"));
        assertThat(faultOfUrl("https://" + host + ":8443"))
                .isEqualTo(refusal(kind, "https://" + host + ":8443", "http://checkout:8080"));
        assertThat(faultOfHostPort(host + ":80")).isEqualTo(refusal(kind, host + ":80", "orders-db:5432"));
    }

    @ParameterizedTest
    @CsvSource({
        "orders-db:5432, orders-db:5432",
        "ORDERS-DB:5432, orders-db:5432",
        "orders-db.shop.svc.cluster.local:5432, orders-db.shop.svc.cluster.local:5432",
        "db.example.com.:5432, db.example.com.:5432",
        "db.example.com:05432, db.example.com:5432",
        "a:65535, a:65535",
        "0xdb.shop:1, 0xdb.shop:1", // begins like a number, ends like a name
        "127.0.0.1.nip.example:1, 127.0.0.1.nip.example:1", // what it resolves to is not ours to know
        "kubernetes-dashboard:443, kubernetes-dashboard:443",
        "kubernetes.shop.svc:443, kubernetes.shop.svc:443",
        "metadata.shop.svc:80, metadata.shop.svc:80",
        "localhosts:80, localhosts:80",
        "kubernetes.defaults:80, kubernetes.defaults:80",
        "xn--bcher-kva.example:80, xn--bcher-kva.example:80"
    })
    void mayBeAsked(String written, String read) {
        Findings findings = new Findings();

        assertThat(TenantEndpoint.hostPort("p", written, "orders-db:5432", findings))
                .map(Address::toString)
                .hasValue(read);
        assertThat(findings.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Checkout.Shop/Healthz?Deep=Yes, http://checkout.shop/Healthz?Deep=Yes",
        "https://checkout, https://checkout",
        "http://checkout:8080/a%20b;c=(d), http://checkout:8080/a%20b;c=(d)",
        "http://checkout/@169.254.169.254, http://checkout/@169.254.169.254",
        "http://checkout?x=http://169.254.169.254, http://checkout?x=http://169.254.169.254"
    })
    void aUrlMayBeAsked(String written, String read) {
        Findings findings = new Findings();

        assertThat(TenantEndpoint.url("p", written, "http://checkout:8080", findings))
                .map(Address::toString)
                .hasValue(read);
        assertThat(findings.all()).isEmpty();
    }

    /** What one client takes for the host, another takes for something else: none of it is let through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkout",
                "http://",
                "http:///healthz",
                "http:checkout",
                "ftp://checkout/",
                "file:///etc/passwd",
                "gopher://checkout:70/",
                "http://checkout:/",
                "http://checkout:0/",
                "http://checkout:65536/",
                "http://checkout:99999999999/",
                "http://checkout:8080:9090/",
                "http://checkout:8o8o/",
                "http://checkout:+80/",
                "http://fe80::1/",
                "http://[fe80::1/",
                "http://fe80::1]/",
                "http://[checkout]x/",
                "http://[::1]x:80/",
                "http://checkout\\@169.254.169.254/",
                "http://checkout\t.shop/",
                "http://checkout\n.shop/",
                " http://checkout/",
                "http://checkout /",
                "http://169%2e254%2e169%2e254/",
                "http://１６９.254.169.254/", // full-width digits, which IDNA maps to plain ones
                "http://169。254。169。254/", // ideographic full stops, likewise
                "http://localhoſt/",
                "http://check_out/",
                "http://-checkout/",
                "http://checkout-/",
                "http://checkout..shop/",
                "http://.checkout/",
                "http://checkout../",
                "http://checkout/<script>",
                "http://checkout/${env:HOME}",
                "http://checkout/\u0000",
                "http://${env:HOST}/"
            })
    void isNoUrl(String text) {
        assertThat(faultOfUrl(text)).startsWith("p: must ").endsWith("e.g. \"http://checkout:8080\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":5432",
                "orders-db",
                "orders-db:",
                "orders-db:0",
                "orders-db:65536",
                "orders-db:5432/orders",
                "orders-db:5432?a=b",
                "orders-db:5432,other:5432",
                "postgres://orders-db:5432",
                "unix:///run/redis.sock",
                "orders-db 5432",
                "orders_db:5432",
                "tcp(orders-db:3306)",
                "fe80::1:5432"
            })
    void isNoHostAndPort(String text) {
        assertThat(faultOfHostPort(text)).startsWith("p: must ").endsWith("e.g. \"orders-db:5432\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop:s3cret@checkout/",
                "http://shop:s3cret@169.254.169.254/",
                "http://s3cret@checkout/",
                "http://s3cret@/",
                "ftp://shop:s3cret@checkout/",
                "http://a@s3cret@checkout/"
            })
    void aPasswordIsNeitherTakenNorShown(String text) {
        assertThat(faultOfUrl(text)).startsWith("p: must ").doesNotContain("s3cret");
        assertThat(faultOfHostPort(text.replace("http://", "").replace("/", "") + ":80"))
                .doesNotContain("s3cret");
    }

    @Test
    void namesAreAsLongAsDnsHasThem() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(TenantEndpoint.hostPort("p", longest + ":1", "a:1", new Findings()))
                .isPresent();
        assertThat(faultOfHostPort(longest + "aa:1")).contains("DNS name");
        assertThat(faultOfHostPort(label + "a:1")).contains("DNS name");
    }

    private static String refusal(String kind, String text, String example) {
        return "p: must not be %s, was \"%s\"; write a Service of this namespace, e.g. \"%s\""
                .formatted(kind, text, example);
    }

    private static String faultOfUrl(String text) {
        Findings findings = new Findings();
        return onlyFault(TenantEndpoint.url("p", text, "http://checkout:8080", findings), findings);
    }

    private static String faultOfHostPort(String text) {
        Findings findings = new Findings();
        return onlyFault(TenantEndpoint.hostPort("p", text, "orders-db:5432", findings), findings);
    }

    private static String onlyFault(Optional<Address> address, Findings findings) {
        assertThat(address).isEmpty();
        assertThat(findings.all()).hasSize(1);
        return findings.all().stream().map(Violation::toString).findFirst().orElseThrow();
    }
}
