package dev.signalbox.compile.pipeline.collector;

import dev.signalbox.compile.pipeline.collector.connector.Count;
import dev.signalbox.compile.pipeline.collector.connector.Routes;
import dev.signalbox.compile.pipeline.collector.connector.SpanMetrics;
import dev.signalbox.compile.pipeline.collector.exporter.AwsS3;
import dev.signalbox.compile.pipeline.collector.exporter.LoadBalancing;
import dev.signalbox.compile.pipeline.collector.exporter.Local;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpExporter;
import dev.signalbox.compile.pipeline.collector.exporter.OtlpHttpExporter;
import dev.signalbox.compile.pipeline.collector.exporter.PrometheusRemoteWrite;
import dev.signalbox.compile.pipeline.collector.extension.FileStorage;
import dev.signalbox.compile.pipeline.collector.extension.HealthCheck;
import dev.signalbox.compile.pipeline.collector.extension.Identity;
import dev.signalbox.compile.pipeline.collector.extension.JaegerRemoteSampling;
import dev.signalbox.compile.pipeline.collector.processor.AttributeAction;
import dev.signalbox.compile.pipeline.collector.processor.Batch;
import dev.signalbox.compile.pipeline.collector.processor.Filter;
import dev.signalbox.compile.pipeline.collector.processor.GroupByAttrs;
import dev.signalbox.compile.pipeline.collector.processor.K8sAttributes;
import dev.signalbox.compile.pipeline.collector.processor.MemoryLimiter;
import dev.signalbox.compile.pipeline.collector.processor.MetricStartTime;
import dev.signalbox.compile.pipeline.collector.processor.ProbabilisticSampler;
import dev.signalbox.compile.pipeline.collector.processor.Redaction;
import dev.signalbox.compile.pipeline.collector.processor.Resource;
import dev.signalbox.compile.pipeline.collector.processor.ResourceDetection;
import dev.signalbox.compile.pipeline.collector.processor.SamplingPolicy;
import dev.signalbox.compile.pipeline.collector.processor.TailSampling;
import dev.signalbox.compile.pipeline.collector.processor.Temporality;
import dev.signalbox.compile.pipeline.collector.processor.Transform;
import dev.signalbox.compile.pipeline.collector.receiver.ClusterReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.Dependency;
import dev.signalbox.compile.pipeline.collector.receiver.FileLog;
import dev.signalbox.compile.pipeline.collector.receiver.HttpCheck;
import dev.signalbox.compile.pipeline.collector.receiver.LogExpression;
import dev.signalbox.compile.pipeline.collector.receiver.LogField;
import dev.signalbox.compile.pipeline.collector.receiver.LogOperator;
import dev.signalbox.compile.pipeline.collector.receiver.OtlpReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.PrometheusReceiver;
import dev.signalbox.compile.pipeline.collector.receiver.Relabel;
import dev.signalbox.compile.pipeline.collector.receiver.ScrapeConfig;
import dev.signalbox.compile.pipeline.collector.setting.ApiAccess;
import dev.signalbox.compile.pipeline.collector.setting.Auth;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.collector.setting.Grpc;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Mebibytes;
import dev.signalbox.compile.pipeline.collector.setting.Retry;
import dev.signalbox.compile.pipeline.collector.setting.Scraping;
import dev.signalbox.compile.pipeline.collector.setting.SendingQueue;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.PathField;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Replacement;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations that together use every component, much as we will; what they say matters less than how. */
final class Examples {
    static final Telemetry TELEMETRY =
            new Telemetry(Telemetry.LogLevel.INFO, Telemetry.MetricsLevel.NORMAL, Template.env("POD_IP"), 8888);

    static final Instance<HealthCheck> HEALTH = Instance.of(new HealthCheck(Template.env("POD_IP", ":13133"), "/"));

    static final Instance<MemoryLimiter> MEMORY = Instance.of(new MemoryLimiter(Duration.ofSeconds(1), 80, 20));

    private static final Path SERVICE = Path.attribute(OttlContext.RESOURCE, "signalbox.service");

    private static final Retry RETRY = Retry.forever(Duration.ofSeconds(5), Duration.ofSeconds(30));

    private Examples() {}

    static Instance<OtlpReceiver> otlp() {
        Http.Server browsers = Http.Server.of(Template.env("POD_IP", ":4318"))
                .with(new Http.Cors(List.of("https://*.example.com"), List.of("x-tenant"), 7200), 1 << 20);
        return Instance.of(
                OtlpReceiver.of(Grpc.Server.of(Template.env("POD_IP", ":4317")).with(16), browsers));
    }

    static CollectorConfiguration agent() {
        Instance<OtlpReceiver> otlp = otlp();
        Instance<K8sAttributes> pods = Instance.of(new K8sAttributes(
                ApiAccess.SERVICE_ACCOUNT,
                K8sAttributes.Filter.node("NODE_NAME"),
                new K8sAttributes.Extract(
                        List.of("k8s.namespace.name", "k8s.pod.name", "k8s.deployment.name"),
                        List.of(new K8sAttributes.Field("app.name", "app.kubernetes.io/name", K8sAttributes.Owner.POD)),
                        List.of()),
                List.of(new K8sAttributes.Association.ByConnection()),
                true,
                Duration.ofSeconds(20)));
        Instance<Transform> attribution = Instance.of(
                Transform.traces(
                        ErrorMode.PROPAGATE,
                        Transform.Group.of(
                                OttlContext.RESOURCE,
                                new Edit.DeleteMatchingKeys(
                                                Path.attributes(OttlContext.RESOURCE), new Regex("^(k8s|signalbox)\\."))
                                        .always()),
                        Transform.Group.of(
                                OttlContext.SPAN,
                                new Edit.Set(
                                                Path.attribute(OttlContext.SPAN, "note"),
                                                new Converter.Concat(
                                                        List.of(SERVICE, Value.text("costs $5 ${env:HOME}")), "/"))
                                        .where(Condition.present(SERVICE)))),
                "attribution");
        Instance<Transform> redaction = Instance.of(
                Transform.traces(
                        ErrorMode.PROPAGATE,
                        Transform.Group.of(
                                OttlContext.SPAN,
                                new Edit.ReplacePattern(
                                                Path.of(OttlContext.SPAN, PathField.NAME),
                                                new Regex("(token=)[^&\\s\"]+$"),
                                                Replacement.group("", 1, "$****"))
                                        .always(),
                                new Edit.ReplaceAllPatterns(
                                                Path.attributes(OttlContext.SPAN),
                                                Edit.Part.KEY,
                                                new Regex("[0-9]{13,}"),
                                                Replacement.literal("number"))
                                        .where(Condition.equal(SERVICE, "shop/\"checkout\"\n")))),
                "names");
        Instance<Filter> health = Instance.of(Filter.traces(
                ErrorMode.IGNORE,
                ConditionList.of(
                        OttlContext.SPAN,
                        new Condition.Matches(
                                Path.attribute(OttlContext.SPAN, "url.path"), Regex.startingWith("/healthz.")))));
        Instance<Redaction> masks =
                Instance.of(Redaction.of(List.of(new Regex("(?i)password")), List.of(new Regex("\\b4[0-9]{15}\\b"))));
        Instance<Routes.Forward> redacted = Instance.of(new Routes.Forward(), "redacted");
        Instance<SpanMetrics> spanMetrics = Instance.of(new SpanMetrics(
                "traces.span.metrics",
                List.of(new SpanMetrics.Dimension("http.response.status_code", Optional.of("none"))),
                List.of("span.name"),
                new SpanMetrics.Histogram(
                        SpanMetrics.Unit.SECONDS,
                        new SpanMetrics.Bounds(List.of(Duration.ofMillis(5), Duration.ofMillis(2500)))),
                SpanMetrics.Temporality.CUMULATIVE,
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                2000,
                List.of("signalbox.service")));
        Instance<Count> counts = Instance.of(Count.spans(Map.of(
                "signalbox.spans",
                new Count.Counter(
                        "Spans of a service.",
                        ConditionList.of(OttlContext.SPAN, Condition.present(SERVICE)),
                        List.of(new Count.Attribute("signalbox.service", Optional.of(Template.text("none"))))))));
        Instance<Temporality.DeltaToCumulative> sums =
                Instance.of(new Temporality.DeltaToCumulative(Duration.ofHours(1), 50_000));
        Instance<LoadBalancing> gateways = Instance.of(new LoadBalancing(
                LoadBalancing.RoutingKey.TRACE_ID,
                new LoadBalancing.Protocol(new OtlpExporter(
                        Grpc.Client.resolved(Tls.Client.mutual(
                                "/tls/ca.crt", "/tls/tls.crt", "/tls/tls.key", Duration.ofMinutes(10))),
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.empty(),
                        Optional.of(Retry.never()))),
                new LoadBalancing.Resolver.Kubernetes(
                        "gateway.observability", List.of(4317), Duration.ofSeconds(1), true),
                Optional.of(queue(Optional.empty())),
                Optional.of(RETRY)));
        Instance<OtlpExporter> metrics = Instance.of(new OtlpExporter(
                Grpc.Client.of(Template.text("gateway.observability:4317"), Tls.Client.trusting("/tls/ca.crt")),
                Optional.empty(),
                Optional.of(queue(Optional.empty())),
                Optional.of(RETRY)));
        Instance<JaegerRemoteSampling> head = Instance.of(new JaegerRemoteSampling(
                Optional.of(Http.Server.of(Template.env("POD_IP", ":5778"))),
                Optional.of(Grpc.Server.of(Template.env("POD_IP", ":14250"))),
                new JaegerRemoteSampling.Source("http://signalbox.observability/strategies", Duration.ofMinutes(1))));
        return new CollectorConfiguration(
                TELEMETRY,
                List.of(HEALTH, head),
                List.of(
                        Pipeline.of(Signal.TRACES, "in")
                                .from(otlp)
                                .through(ProcessorStage.MEMORY, MEMORY)
                                .through(ProcessorStage.ATTRIBUTION, attribution)
                                .through(ProcessorStage.ATTRIBUTION, pods)
                                .through(ProcessorStage.FILTERING, health)
                                .through(ProcessorStage.REDACTION, masks)
                                .through(ProcessorStage.REDACTION, redaction)
                                .to(redacted)
                                .to(spanMetrics)
                                .to(counts),
                        Pipeline.of(Signal.TRACES, "out").from(redacted).to(gateways),
                        Pipeline.of(Signal.METRICS, "spans").from(spanMetrics).to(metrics),
                        Pipeline.of(Signal.METRICS, "counts")
                                .from(counts)
                                .through(ProcessorStage.SHAPING, sums)
                                .to(metrics)));
    }

    /** Merges points of some services, and reads container logs. */
    static CollectorConfiguration node() {
        Instance<PrometheusReceiver> scrapes = Instance.of(PrometheusReceiver.of(List.of(new ScrapeConfig(
                "pods",
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                ScrapeConfig.Target.http("/metrics"),
                new ScrapeConfig.Limits(Optional.of(50_000), Optional.empty(), Optional.empty()),
                ScrapeConfig.Discovery.of(ScrapeConfig.Kubernetes.podsOnNode("NODE_NAME")),
                List.of(
                        Relabel.keep(new Regex("true"), "__meta_kubernetes_pod_annotation_prometheus_io_scrape"),
                        Relabel.replace(
                                "__address__",
                                "${1}:$2",
                                new Regex("([^:]+)(?::\\d+)?;(\\d+)"),
                                "__address__",
                                "__meta_kubernetes_pod_annotation_prometheus_io_port"),
                        Relabel.set("team", "$payments")),
                List.of(Relabel.drop(Regex.oneOf(List.of("go_info", "up.total")), "__name__"))))));
        Instance<ClusterReceiver.HostMetrics> host = Instance.of(ClusterReceiver.HostMetrics.of(
                Scraping.every(Duration.ofSeconds(30)),
                Optional.empty(),
                List.of(ClusterReceiver.Scraper.CPU, ClusterReceiver.Scraper.MEMORY)));
        Instance<ClusterReceiver.KubeletStats> kubelet = Instance.of(new ClusterReceiver.KubeletStats(
                Scraping.every(Duration.ofSeconds(30)),
                new Template("https://", Optional.of("NODE_NAME"), ":10250"),
                ApiAccess.SERVICE_ACCOUNT,
                true,
                List.of(ClusterReceiver.MetricGroup.POD, ClusterReceiver.MetricGroup.VOLUME)));
        Instance<ResourceDetection> where = Instance.of(new ResourceDetection(
                List.of(ResourceDetection.Detector.ENV, ResourceDetection.Detector.SYSTEM),
                Duration.ofSeconds(2),
                false));
        Condition dropsLabels = Condition.oneOf(SERVICE, List.of("shop/checkout", "shop/basket"));
        Instance<Filter> merged = Instance.of(
                Filter.metrics(ErrorMode.PROPAGATE, ConditionList.of(OttlContext.METRIC, Condition.not(dropsLabels))),
                "merged");
        Instance<Filter> others = Instance.of(
                Filter.metrics(ErrorMode.PROPAGATE, ConditionList.of(OttlContext.METRIC, dropsLabels)), "others");
        Instance<Temporality.CumulativeToDelta> deltas =
                Instance.of(new Temporality.CumulativeToDelta(Duration.ofHours(1), Temporality.InitialValue.KEEP));
        Instance<Transform> merging = Instance.of(
                Transform.metrics(
                        ErrorMode.PROPAGATE,
                        Transform.Group.of(
                                OttlContext.METRIC,
                                new Edit.AggregateOnAttributes(
                                                Edit.Aggregation.SUM, Optional.of(List.of("route", "code")))
                                        .where(new Condition.Comparison(
                                                Path.of(OttlContext.METRIC, PathField.TYPE),
                                                Condition.Operator.EQUAL,
                                                Symbol.METRIC_DATA_TYPE_SUM)))),
                "merging");
        Instance<Temporality.DeltaToCumulative> sums =
                Instance.of(new Temporality.DeltaToCumulative(Duration.ofHours(1), 50_000));
        Instance<Routes.Forward> split = Instance.of(new Routes.Forward(), "split");
        Instance<Routes.Forward> joined = Instance.of(new Routes.Forward(), "joined");
        Instance<PrometheusRemoteWrite> write = Instance.of(new PrometheusRemoteWrite(
                Http.Client.of(Template.text("https://metrics.example.com/api/v1/write"))
                        .with(new Auth(Instance.of(new Identity.BearerToken("Bearer", "/secrets/token"))))
                        .with(Map.of("X-Scope-OrgID", Template.text("a$b"))),
                new PrometheusRemoteWrite.Queue(true, 10_000, 5),
                Optional.of(RETRY),
                new PrometheusRemoteWrite.Switch(false)));
        return new CollectorConfiguration(
                TELEMETRY,
                List.of(HEALTH),
                List.of(
                        Pipeline.of(Signal.METRICS, "in")
                                .from(scrapes)
                                .from(host)
                                .from(kubelet)
                                .through(ProcessorStage.MEMORY, MEMORY)
                                .through(ProcessorStage.ATTRIBUTION, where)
                                .to(split),
                        Pipeline.of(Signal.METRICS, "merged")
                                .from(split)
                                .through(ProcessorStage.SELECTION, merged)
                                .through(ProcessorStage.SHAPING, deltas)
                                .through(ProcessorStage.SHAPING, merging)
                                .through(
                                        ProcessorStage.SHAPING,
                                        Instance.of(new MetricStartTime(
                                                MetricStartTime.Strategy.TRUE_RESET_POINT, Duration.ofHours(1))))
                                .through(ProcessorStage.SHAPING, Instance.of(new Batch(Duration.ofSeconds(1))))
                                .through(ProcessorStage.SHAPING, sums)
                                .to(joined),
                        Pipeline.of(Signal.METRICS, "others")
                                .from(split)
                                .through(ProcessorStage.SELECTION, others)
                                .to(joined),
                        Pipeline.of(Signal.METRICS, "out").from(joined).to(write),
                        logs()));
    }

    private static Pipeline logs() {
        Instance<FileStorage> positions = Instance.of(
                new FileStorage(Template.text("/var/lib/positions"), true, false, true, Optional.empty()), "positions");
        Instance<FileLog> files = Instance.of(new FileLog(
                List.of("/var/log/pods/*/*/*.log"),
                List.of("/var/log/pods/observability_*/*/*.log"),
                FileLog.StartAt.END,
                true,
                true,
                new Mebibytes(1),
                512,
                Optional.of(positions),
                new Retry(true, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ZERO),
                List.of(
                        LogOperator.of(new LogOperator.Container(true, new Mebibytes(1))),
                        LogOperator.of(new LogOperator.Recombine(
                                new LogExpression.Matches(LogField.body(), new Regex("^[^\\s\"]")),
                                LogField.body(),
                                "\n",
                                LogField.attribute("log.file.path"),
                                200,
                                new Mebibytes(1),
                                1000,
                                Duration.ofSeconds(2))),
                        LogOperator.of(new LogOperator.JsonParser(LogField.body(), LogField.body()))
                                .when(new LogExpression.Matches(LogField.body(), new Regex("^\\{"))),
                        LogOperator.of(new LogOperator.SeverityParser(
                                        LogField.body().at("level"),
                                        Map.of(LogOperator.Severity.FATAL, List.of("panic")),
                                        true))
                                .when(new LogExpression.Present(LogField.body().at("level"))),
                        LogOperator.of(LogOperator.TraceParser.of(
                                LogField.body().at("trace_id"), LogField.body().at("span_id"))),
                        LogOperator.of(new LogOperator.Move(LogField.body().at("user"), LogField.attribute("user.id"))),
                        LogOperator.of(new LogOperator.Copy(LogField.body().at("a"), LogField.attribute("a"))),
                        LogOperator.of(new LogOperator.Add(LogField.attribute("via"), "$file")),
                        LogOperator.of(new LogOperator.RegexParser(
                                "^(?P<first>\\S+)", LogField.attribute("via"), LogField.attribute("parsed"))),
                        LogOperator.of(new LogOperator.Remove(LogField.attribute("logtag"))))));
        Instance<GroupByAttrs> grouped = Instance.of(new GroupByAttrs(List.of("k8s.pod.uid")));
        Instance<ProbabilisticSampler> few = Instance.of(new ProbabilisticSampler(
                12.5,
                22,
                false,
                Optional.of(ProbabilisticSampler.AttributeSource.RECORD),
                Optional.of("log.record.uid")));
        Instance<AwsS3> archive = Instance.of(new AwsS3(
                new AwsS3.Uploader(
                        "eu-central-1",
                        "logs",
                        "archive",
                        "%Y/%m/%d",
                        Template.env("POD_NAME", "-"),
                        Optional.of("https://minio.example.com"),
                        true,
                        Http.Compression.GZIP),
                AwsS3.Marshaler.OTLP_JSON,
                Optional.of(new AwsS3.ByResource("signalbox.service")),
                Optional.of(queue(Optional.of(positions))),
                Optional.of(RETRY)));
        return Pipeline.of(Signal.LOGS, "files")
                .from(files)
                .through(ProcessorStage.MEMORY, MEMORY)
                .through(ProcessorStage.ATTRIBUTION, grouped)
                .through(ProcessorStage.SAMPLING, few)
                .to(archive);
    }

    static Instance<TailSampling> tail(double percentage) {
        Condition slow = Condition.and(
                Condition.equal(SERVICE, "shop/checkout"),
                new Condition.Comparison(
                        new Value.Difference(
                                Path.of(OttlContext.SPAN, PathField.END_TIME),
                                Path.of(OttlContext.SPAN, PathField.START_TIME)),
                        Condition.Operator.GREATER,
                        Value.nanoseconds(Duration.ofMillis(1500))));
        SamplingPolicy root = new SamplingPolicy(
                "root",
                SamplingPolicy.OttlCondition.span(
                        Condition.and(new Condition.IsRootSpan(), Condition.equal(SERVICE, "shop/checkout"))));
        SamplingPolicy health = new SamplingPolicy(
                "health",
                SamplingPolicy.OttlCondition.span(
                        Condition.equal(Path.attribute(OttlContext.SPAN, "url.path"), "/health")));
        SamplingPolicy foreign = new SamplingPolicy(
                "foreign",
                SamplingPolicy.OttlCondition.span(
                        new Condition.Not(new Condition.Matches(SERVICE, Regex.startingWith("shop/")))));
        return Instance.of(new TailSampling(
                Duration.ofSeconds(30),
                50_000,
                1_000,
                new TailSampling.DecisionCache(500_000, 500_000),
                10_000_000,
                true,
                false,
                List.of(
                        new SamplingPolicy(
                                "drop health",
                                new SamplingPolicy.Drop(List.of(
                                        root,
                                        health,
                                        new SamplingPolicy("only ours", new SamplingPolicy.Not(foreign))))),
                        new SamplingPolicy(
                                "errors", new SamplingPolicy.StatusCode(List.of(SamplingPolicy.Status.ERROR))),
                        new SamplingPolicy("slow", SamplingPolicy.OttlCondition.span(slow)),
                        new SamplingPolicy("long", new SamplingPolicy.Latency(60_000)),
                        new SamplingPolicy("large", new SamplingPolicy.SpanCount(500)),
                        new SamplingPolicy(
                                "baseline",
                                new SamplingPolicy.And(List.of(
                                        root,
                                        new SamplingPolicy(
                                                "part", new SamplingPolicy.Probabilistic("signalbox", percentage)),
                                        new SamplingPolicy("rate", new SamplingPolicy.RateLimiting(500, 1000))))),
                        new SamplingPolicy("all", new SamplingPolicy.Always()))));
    }

    static CollectorConfiguration gateway(double percentage) {
        Instance<OtlpReceiver> agents = Instance.of(OtlpReceiver.of(Grpc.Server.of(Template.text("0.0.0.0:4317"))
                .with(new Tls.Server(
                        "/tls/tls.crt", "/tls/tls.key", Optional.of("/tls/ca.crt"), true, Duration.ofMinutes(10)))
                .with(new Grpc.Keepalive(new Grpc.ServerParameters(Duration.ofMinutes(5), Duration.ofSeconds(30))))));
        Instance<FileStorage> queues = Instance.of(
                new FileStorage(
                        Template.text("/var/lib/queue"),
                        true,
                        true,
                        false,
                        Optional.of(new FileStorage.Compaction(true, true, Template.text("/var/lib/queue"), true))),
                "queue");
        Instance<OtlpHttpExporter> traces = Instance.of(
                new OtlpHttpExporter(
                        Http.Client.of(Template.text("https://tempo.example.com"))
                                .with(new Auth(Instance.of(new Identity.Headers(
                                        List.of(new Identity.Header(
                                                Identity.Action.UPSERT,
                                                "X-Scope-OrgID",
                                                Optional.of(Template.text("shop")),
                                                Optional.empty())),
                                        Optional.of(Instance.of(new Identity.BasicAuth(new Identity.BasicAuth.Client(
                                                "/secrets/username", "/secrets/password"))))))))
                                .with(Duration.ofSeconds(10)),
                        Optional.of(OtlpHttpExporter.Encoding.JSON),
                        Optional.of(queue(Optional.of(queues))),
                        Optional.of(RETRY)),
                "tempo");
        Instance<Resource> cluster = Instance.of(new Resource(List.of(
                AttributeAction.upsert("k8s.cluster.name", Template.text("prod$1")),
                AttributeAction.copy("deployment.environment.name", "env"),
                AttributeAction.delete("env"),
                AttributeAction.delete(new Regex("^tmp\\.")))));
        PipelineId hot = new PipelineId(Signal.LOGS, "hot");
        PipelineId cold = new PipelineId(Signal.LOGS, "cold");
        Instance<Routes.Routing> routes = Instance.of(new Routes.Routing(
                ErrorMode.IGNORE,
                List.of(hot),
                List.of(new Routes.Route(
                        OttlContext.LOG,
                        Condition.and(
                                Condition.equal(SERVICE, "shop/audit"),
                                new Condition.Comparison(
                                        Path.of(OttlContext.LOG, PathField.SEVERITY_NUMBER),
                                        Condition.Operator.LESS,
                                        Symbol.SEVERITY_NUMBER_WARN)),
                        List.of(cold)))));
        return new CollectorConfiguration(
                TELEMETRY,
                List.of(HEALTH),
                List.of(
                        Pipeline.of(Signal.TRACES, "")
                                .from(agents)
                                .through(ProcessorStage.MEMORY, MEMORY)
                                .through(ProcessorStage.SHAPING, cluster)
                                .through(ProcessorStage.SAMPLING, tail(percentage))
                                .through(
                                        ProcessorStage.RELEASE,
                                        Instance.of(
                                                new Resource(List.of(AttributeAction.delete("signalbox.sampling"))),
                                                "release"))
                                .to(traces),
                        Pipeline.of(Signal.LOGS, "in")
                                .from(agents)
                                .through(ProcessorStage.MEMORY, MEMORY)
                                .to(routes),
                        Pipeline.of(Signal.LOGS, "hot").from(routes).to(traces),
                        Pipeline.of(Signal.LOGS, "cold")
                                .from(routes)
                                .to(Instance.of(
                                        new Local.File(Template.text("/tmp/cold.json"), true, Optional.empty())))
                                .to(Instance.of(new Local.Nop()))
                                .to(Instance.of(new Local.Debug(Local.Verbosity.BASIC)))));
    }

    static CollectorConfiguration tenant() {
        Scraping scraping = Scraping.every(Duration.ofSeconds(30));
        Tls.Client plain = Tls.Client.none();
        Dependency.Credentials credentials =
                new Dependency.Credentials(Template.env("DB_USER"), Template.env("DB_PASSWORD"));
        Template host = Template.text("db.shop.svc:1234");
        Http.Client page = Http.Client.of(Template.text("http://db.shop.svc:1234/stats"));
        return new CollectorConfiguration(
                TELEMETRY,
                List.of(HEALTH),
                List.of(Pipeline.of(Signal.METRICS, "")
                        .from(Instance.of(new Dependency.PostgreSql(scraping, host, credentials, List.of(), plain)))
                        .from(Instance.of(new Dependency.MySql(scraping, host, credentials, plain)))
                        .from(Instance.of(new Dependency.Redis(
                                scraping, host, Optional.empty(), Optional.of(Template.env("DB_PASSWORD")), plain)))
                        .from(Instance.of(new Dependency.MongoDb(
                                scraping,
                                List.of(new Dependency.Host(host)),
                                Optional.of(credentials),
                                Optional.empty(),
                                plain)))
                        .from(Instance.of(new Dependency.Kafka(
                                scraping,
                                List.of(host),
                                List.of(Dependency.KafkaScraper.BROKERS, Dependency.KafkaScraper.CONSUMERS),
                                "orders",
                                Optional.of(
                                        new Dependency.KafkaAuth(new Dependency.Sasl(credentials, "SCRAM-SHA-512"))),
                                Optional.empty())))
                        .from(Instance.of(new Dependency.RabbitMq(scraping, page, credentials)))
                        .from(Instance.of(new Dependency.Elasticsearch(
                                scraping, page, List.of("_all"), Optional.of(credentials))))
                        .from(Instance.of(new Dependency.Nginx(scraping, page)))
                        .from(Instance.of(new Dependency.HaProxy(scraping, page)))
                        .from(Instance.of(new ClusterReceiver.K8sCluster(
                                Duration.ofSeconds(30), List.of("Ready"), List.of("cpu", "memory"))))
                        .from(Instance.of(new HttpCheck(
                                scraping,
                                List.of(new HttpCheck.Target(page.with(Duration.ofSeconds(5)), HttpCheck.Method.GET)))))
                        .through(ProcessorStage.MEMORY, MEMORY)
                        .to(Instance.of(new Local.Debug(Local.Verbosity.BASIC)))));
    }

    private static SendingQueue queue(Optional<Instance<? extends Component.Storage>> storage) {
        return new SendingQueue(
                SendingQueue.Sizer.ITEMS,
                100_000,
                10,
                true,
                storage,
                Optional.of(new SendingQueue.Batch(Duration.ofMillis(200), SendingQueue.Sizer.ITEMS, 4_096, 8_192)));
    }
}
