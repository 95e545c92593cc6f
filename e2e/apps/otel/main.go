// Command otel is a service that is instrumented with the OpenTelemetry SDK: it sends metrics, logs and traces by OTLP over
// HTTP, and has nothing on /metrics.
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"

	"go.opentelemetry.io/contrib/bridges/otelslog"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"signalbox.dev/e2e/apps/shop"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8080", "address of the shop")
	collector := flag.String("collector", "127.0.0.1:4318", "where telemetry is sent")
	from := flag.String("from", "127.0.0.1", "address that telemetry is sent from; by that, a collector knows the pod")
	rate := flag.Int("rate", 40, "requests a second that it makes to itself")
	every := flag.Duration("every", 5*time.Second, "time between two exports of metrics")
	lasting := flag.Duration("for", 15*time.Minute, "it ends by itself after that")
	flag.Parse()
	ctx, stop := context.WithTimeout(context.Background(), *lasting)
	defer stop()
	if err := run(ctx, *listen, telemetry{*collector, *from, *every}, *rate); err != nil {
		log.Fatal(err)
	}
}

// telemetry is how it is sent.
type telemetry struct {
	collector, from string
	every           time.Duration
}

func run(ctx context.Context, listen string, telemetry telemetry, rate int) error {
	logger, shutdown, err := telemetry.start(ctx)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}
	for _, route := range shop.Routes() {
		// Inside the mux, so that the pattern that has matched is known.
		mux.Handle(route.Method+" "+route.Pattern,
			otelhttp.NewHandler(handler(route, client, listen, logger), route.Method+" "+route.Pattern))
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Second}
	// Who asks is not the shop: it is not instrumented.
	go shop.Ask(ctx, &http.Client{}, "http://"+listen, rate)
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	return errors.Join(server.Serve(listener), shutdown(context.Background()))
}

func handler(route shop.Route, client *http.Client, listen string, logger *slog.Logger) http.Handler {
	answer := shop.Of(route)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if route.Asks != "" {
			if err := shop.Get(r.Context(), client, "GET", "http://"+listen+route.Asks); err != nil {
				logger.WarnContext(r.Context(), "went on without items", "error", err.Error())
			}
		}
		takes, code := answer.Next()
		time.Sleep(takes)
		if code >= http.StatusInternalServerError {
			logger.ErrorContext(r.Context(), "no answer from the bank", "route", route.Pattern, "code", code)
		} else {
			logger.InfoContext(r.Context(), "answered", "route", route.Pattern, "code", code)
		}
		w.WriteHeader(code)
	})
}

func (t telemetry) start(ctx context.Context) (*slog.Logger, func(context.Context) error, error) {
	local, err := net.ResolveTCPAddr("tcp", net.JoinHostPort(t.from, "0"))
	if err != nil {
		return nil, nil, err
	}
	sender := &http.Client{
		Timeout:   10 * time.Second,
		Transport: &http.Transport{DialContext: (&net.Dialer{LocalAddr: local}).DialContext},
	}
	spans, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpoint(t.collector), otlptracehttp.WithInsecure(),
		otlptracehttp.WithHTTPClient(sender))
	if err != nil {
		return nil, nil, err
	}
	metrics, err := otlpmetrichttp.New(ctx, otlpmetrichttp.WithEndpoint(t.collector), otlpmetrichttp.WithInsecure(),
		otlpmetrichttp.WithHTTPClient(sender))
	if err != nil {
		return nil, nil, err
	}
	records, err := otlploghttp.New(ctx, otlploghttp.WithEndpoint(t.collector), otlploghttp.WithInsecure(),
		otlploghttp.WithHTTPClient(sender))
	if err != nil {
		return nil, nil, err
	}
	// The name is read from OTEL_SERVICE_NAME, as usual.
	self, err := resource.New(ctx, resource.WithTelemetrySDK(), resource.WithProcessRuntimeName(),
		resource.WithProcessRuntimeVersion(), resource.WithFromEnv())
	if err != nil {
		return nil, nil, err
	}
	tracing := sdktrace.NewTracerProvider(sdktrace.WithBatcher(spans), sdktrace.WithResource(self))
	metering := sdkmetric.NewMeterProvider(sdkmetric.WithResource(self),
		sdkmetric.WithReader(sdkmetric.NewPeriodicReader(metrics, sdkmetric.WithInterval(t.every))))
	logging := sdklog.NewLoggerProvider(sdklog.WithResource(self),
		sdklog.WithProcessor(sdklog.NewBatchProcessor(records)))
	otel.SetTracerProvider(tracing)
	otel.SetMeterProvider(metering)
	otel.SetTextMapPropagator(propagation.TraceContext{})
	if err := runtime.Start(runtime.WithMeterProvider(metering)); err != nil {
		return nil, nil, err
	}
	return otelslog.NewLogger("shop", otelslog.WithLoggerProvider(logging)), func(ctx context.Context) error {
		return errors.Join(tracing.Shutdown(ctx), metering.Shutdown(ctx), logging.Shutdown(ctx))
	}, nil
}
