package dev.signalbox.compile.pipeline.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.compile.pipeline.CollectorService;
import dev.signalbox.compile.pipeline.Telemetry;
import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Instance;
import dev.signalbox.compile.pipeline.collector.Pipeline;
import dev.signalbox.compile.pipeline.collector.ProcessorStage;
import dev.signalbox.compile.pipeline.collector.Signal;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpHttpExporter;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpHttpExporter.Encoding;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.workload.CollectorPort;
import dev.signalbox.model.pipeline.LogCollection;
import dev.signalbox.model.pipeline.Redaction;
import dev.signalbox.model.pipeline.Redaction.Custom;
import dev.signalbox.model.pipeline.Redaction.Preset;
import dev.signalbox.model.pipeline.ServiceKey;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.testing.collector.CollectorBinary;
import dev.signalbox.testing.collector.LoopbackAddress;
import dev.signalbox.testing.collector.OtlpClient;
import dev.signalbox.testing.collector.RunningCollector;
import dev.signalbox.testing.collector.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in each place where a sender may write, on the way through a real collector. */
class RedactionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CHECKOUT = "shop/checkout";
    private static final String CART = "shop/cart";
    private static final String CARD = "4111111111111111";
    private static final String CUSTOMER = "8812345678";

    /** What the stack masks, by its name. */
    private static final Map<String, String> EVERYWHERE = new TreeMap<>(Map.of(
            "card", CARD,
            "card in groups", "5500-0000 0000-0004",
            "address", "ann.lee+shop@mail.example.com",
            "token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
            "key", "AKIAIOSFODNN7EXAMPLE",
            "account number of an expression", "DE89370400440532013000"));

    @TempDir
    static Path directory;

    private static final AtomicInteger CASES = new AtomicInteger();

    private static Sink sink;
    private static RunningCollector collector;
    private static OtlpClient client;

    @BeforeAll
    static void start() throws IOException {
        sink = Sink.start();
        LoopbackAddress address = LoopbackAddress.free();
        Path file = Files.writeString(directory.resolve("collector.yaml"), configuration(sink));
        collector = RunningCollector.start(
                CollectorBinary.required(),
                new RunningCollector.Setup(address, List.of(file), Map.of("K8S_POD_IP", address.host()), directory));
        client = OtlpClient.to(address);
    }

    @AfterAll
    static void stop() {
        client.close();
        collector.close();
        sink.close();
    }

    @TestFactory
    Stream<DynamicTest> whatTheStackMasksIsNowhere() {
        return HidingPlace.ALL.stream().flatMap(place -> EVERYWHERE.entrySet().stream()
                .filter(secret -> !place.numeric() || secret.getValue().equals(CARD))
                .map(secret -> DynamicTest.dynamicTest(
                        secret.getKey() + " as " + place, () -> assertThat(arrived(place, secret.getValue(), CART))
                                .doesNotContain(secret.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> whatAServiceMasksIsNowhereInItsOwn() {
        return HidingPlace.ALL.stream()
                .map(place ->
                        DynamicTest.dynamicTest(place.toString(), () -> assertThat(arrived(place, CUSTOMER, CHECKOUT))
                                .doesNotContain(CUSTOMER)));
    }

    @TestFactory
    Stream<DynamicTest> whatAServiceMasksStaysInThoseOfOthers() {
        return HidingPlace.ALL.stream()
                .filter(place -> !place.name().startsWith("link"))
                .map(place -> DynamicTest.dynamicTest(place.toString(), () -> assertThat(arrived(place, CUSTOMER, CART))
                        .contains(CUSTOMER)));
    }

    /** What came of it. */
    private static String arrived(HidingPlace place, String secret, String service) {
        String id = id();
        assertThat(client.send(place.path(), place.hiding(secret, service, id)).status())
                .isEqualTo(200);
        assertThat(sink.await(SOON, it -> it.hasSeen(id))).as("arrived").isTrue();
        return sink.requestWith(id);
    }

    /** Of letters, so that it looks like no number. */
    private static String id() {
        return Integer.toString(CASES.incrementAndGet())
                .chars()
                .mapToObj(digit -> Character.toString('a' + digit - '0'))
                .collect(Collectors.joining("", "case", "."));
    }

    private static String configuration(Sink sink) {
        Instance<OtlpReceiver> receiver =
                Instance.of(OtlpReceiver.of(Http.Server.of(CollectorService.listen(CollectorPort.OTLP_HTTP))));
        Instance<OtlpHttpExporter> exporter = Instance.of(new OtlpHttpExporter(
                Http.Client.of(Template.text(sink.url().toString())),
                Optional.of(Encoding.JSON),
                Optional.empty(),
                Optional.empty()));
        Redactions redactions = Redactions.of(
                List.of(new Custom("iban", "\\bDE[0-9]{20}\\b"), Preset.CREDIT_CARD, Preset.EMAIL), services());
        return CollectorService.configuration(Stream.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)
                        .flatMap(signal -> redactions
                                .masked(
                                        Pipeline.of(signal, "sent")
                                                .from(receiver)
                                                .through(
                                                        ProcessorStage.MEMORY,
                                                        Instance.of(CollectorService.MEMORY_LIMITER)),
                                        List.of(exporter))
                                .stream())
                        .toList())
                .text(CollectorVersion.PINNED);
    }

    private static SortedMap<ServiceKey, TelemetryService> services() {
        SortedMap<ServiceKey, TelemetryService> services = new TreeMap<>();
        Stream.of(
                        service(
                                "checkout",
                                List.of(
                                        new Custom("customer", "\\b88[0-9]{8}\\b"),
                                        new Custom("its own name", "checkout"))),
                        service("cart", List.of()))
                .forEach(service -> services.put(service.key(), service));
        return services;
    }

    private static TelemetryService service(String name, List<Redaction> redactions) {
        return Telemetry.service(
                "shop",
                name,
                "1",
                Optional.empty(),
                Telemetry.NO_METRICS,
                new LogCollection(LogCollection.Format.AUTO, false, redactions, List.of()));
    }
}
