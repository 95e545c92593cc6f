package dev.signalbox.backend.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.signalbox.operator.transport.TestCertificates.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLParameters;

/** A server with a certificate that says {@code fine}; where it knows clients, only to those. */
final class TlsServer implements AutoCloseable {
    private final HttpsServer server;

    TlsServer(Pem own, Optional<String> clients) throws GeneralSecurityException, IOException {
        Trust trust = new Trust(
                clients.or(() -> Optional.of(own.authority())),
                Optional.of(new Trust.Identity(own.certificate(), own.key())),
                Optional.empty(),
                false);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsContext.of(trust)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(clients.isPresent());
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                exchange.getResponseBody().write("fine".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
