package dev.signalbox.operator.cardinality;

import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.ServiceSeries;
import dev.signalbox.api.v1alpha1.ServiceObservability;
import dev.signalbox.backend.Answer;
import dev.signalbox.backend.Sample;
import dev.signalbox.backend.http.Endpoint;
import dev.signalbox.backend.http.Limits;
import dev.signalbox.backend.prometheus.PrometheusHttp;
import dev.signalbox.cardinality.SeriesCounts;
import dev.signalbox.cardinality.SeriesQueries;
import dev.signalbox.cardinality.SeriesReport;
import dev.signalbox.cardinality.StackSeries;
import dev.signalbox.cardinality.Standing;
import dev.signalbox.compile.pipeline.ServiceClaims;
import dev.signalbox.intake.Reading;
import dev.signalbox.intake.pipeline.TelemetryServiceReader;
import dev.signalbox.model.ResourceName;
import dev.signalbox.model.pipeline.TelemetryService;
import dev.signalbox.operator.access.BackendAccess;
import dev.signalbox.operator.evidence.Found;
import dev.signalbox.operator.evidence.MetricsInquiry;
import dev.signalbox.operator.evidence.Scene;
import dev.signalbox.operator.observe.Channel;
import dev.signalbox.operator.observe.OpenServer;
import dev.signalbox.status.Aspect;
import dev.signalbox.status.Reason;
import dev.signalbox.status.ServiceFindings;
import dev.signalbox.status.StackFindings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Series of all services, against their limits: three queries a look, and a closer look at those that need one. */
public final class CardinalityInquiry implements MetricsInquiry {
    private static final String NOT_COUNTED =
            "nobody counts its series: the server does not have the rules of signalbox-series, or has not evaluated them yet";

    /** A server that restarts is no news. */
    private static final int PATIENCE = 3;

    private final Duration every;
    private final OpenServer server = new OpenServer(Limits.PATIENT);
    private final Rotation rotation = new Rotation();
    private final Trends trends = new Trends();
    private final Told told = new Told();
    private final UsageReader usage;
    private Optional<Found> last = Optional.empty();
    private int failures;

    /**
     * @param every between two looks
     * @param namespaces which are watched; empty for all
     */
    public CardinalityInquiry(Duration every, KubernetesClient client, Set<String> namespaces, BackendAccess accesses) {
        this.every = every;
        this.usage = new UsageReader(new UsageObjects(client, namespaces), accesses);
    }

    @Override
    public Aspect aspect() {
        return Aspect.CARDINALITY;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public Found withClosedServer(Scene scene, String why) {
        return unknown(counted(scene), Reason.BACKEND_UNREACHABLE, why);
    }

    @Override
    public Found ask(Channel.Servers servers, Scene scene, Instant now) {
        Endpoint endpoint = servers.queries();
        PrometheusHttp prometheus = server.at(endpoint);
        List<Counted> services = counted(scene);
        Answer<List<Sample>> recorded = prometheus.query(SeriesQueries.recorded());
        Answer<List<Sample>> unattributed = prometheus.query(SeriesQueries.unattributed());
        Answer<List<Sample>> scraped = prometheus.query(SeriesQueries.scraped());
        if (!(recorded instanceof Answer.Given<List<Sample>>(List<Sample> counts)
                && unattributed instanceof Answer.Given<List<Sample>>(List<Sample> others)
                && scraped instanceof Answer.Given<List<Sample>>(List<Sample> scrapes))) {
            failures++;
            return last.filter(_ -> failures < PATIENCE)
                    .orElseGet(() -> unknown(
                            services,
                            Reason.BACKEND_UNREACHABLE,
                            endpoint.url() + " can't be asked how many series there are; what it said last stays"));
        }
        failures = 0;
        SeriesCounts series = SeriesCounts.of(counts, others, scrapes);
        trends.follow(prometheus, series, services, now);
        rotation.turn(
                prometheus,
                services,
                service -> series.of(service.key(), service.isReduced()),
                usage.current(scene, now),
                now);
        last = Optional.of(found(scene, services, series, now));
        return last.get();
    }

    private Found found(Scene scene, List<Counted> services, SeriesCounts series, Instant now) {
        Map<ResourceName, ServiceFindings> findings = new HashMap<>();
        List<ServiceSeries> all = new ArrayList<>();
        int over = 0;
        for (Counted service : services) {
            Optional<Long> counted = series.of(service.key(), service.isReduced());
            SeriesReport report = told.of(service);
            findings.put(
                    service.name(),
                    told.now(
                            service,
                            counted.map(count -> report.next(
                                            count, trends.of(service.key()), rotation.of(service.key()), now))
                                    .orElseGet(() -> report.unknown(Reason.SERIES_NOT_COUNTED, NOT_COUNTED))));
            if (counted.isPresent()) {
                all.add(new ServiceSeries(
                        service.key().namespace(), service.key().service(), counted.get(), (long)
                                service.service().metrics().limits().series()));
                over += report.standing(counted.get()) == Standing.EXCEEDED ? 1 : 0;
            }
        }
        told.keepOnly(findings.keySet());
        return new Found(
                findings,
                told.now(StackSeries.next(
                        told.ofStack(scene.stack()),
                        all,
                        series.unattributed(services.stream().map(Counted::key).toList()),
                        over)));
    }

    /** What was told of it before stays. */
    private Found unknown(List<Counted> services, Reason reason, String why) {
        return new Found(
                services.stream()
                        .collect(Collectors.toMap(
                                Counted::name,
                                service -> told.now(service, told.of(service).unknown(reason, why)))),
                StackFindings.NONE);
    }

    /** Each service once, of those whose owners wrote what is right. */
    private static List<Counted> counted(Scene scene) {
        Map<ResourceName, ServiceObservability> resources = new HashMap<>();
        List<TelemetryService> read = new ArrayList<>();
        for (ServiceObservability resource : scene.services()) {
            if (TelemetryServiceReader.read(resource) instanceof Reading.Read<TelemetryService>(var service)) {
                resources.put(service.resource(), resource);
                read.add(service);
            }
        }
        return ServiceClaims.of(read).services().values().stream()
                .map(service -> new Counted(resources.get(service.resource()), service))
                .toList();
    }

    @Override
    public void close() {
        usage.close();
        server.close();
    }
}
