// Command plain is a service as there are many: metrics of the Prometheus client on /metrics, nothing else.
package main

import (
	"context"
	"flag"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"signalbox.dev/e2e/apps/shop"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8080", "address of the shop and of /metrics")
	rate := flag.Int("rate", 40, "requests a second that it makes to itself")
	lasting := flag.Duration("for", 15*time.Minute, "it ends by itself after that")
	flag.Parse()
	ctx, stop := context.WithTimeout(context.Background(), *lasting)
	defer stop()

	requests := promauto.NewCounterVec(
		prometheus.CounterOpts{Name: "http_requests_total", Help: "Requests that were answered."},
		[]string{"code", "method", "handler"})
	durations := promauto.NewHistogramVec(
		prometheus.HistogramOpts{
			Name: "http_request_duration_seconds", Help: "How long answers took.", Buckets: prometheus.DefBuckets},
		[]string{"code", "method", "handler"})
	running := promauto.NewGauge(
		prometheus.GaugeOpts{Name: "http_requests_in_flight", Help: "Requests that are being answered."})

	mux := http.NewServeMux()
	client := &http.Client{}
	for _, route := range shop.Routes() {
		name := prometheus.Labels{"handler": route.Pattern}
		mux.Handle(route.Method+" "+route.Pattern, promhttp.InstrumentHandlerInFlight(running,
			promhttp.InstrumentHandlerDuration(durations.MustCurryWith(name),
				promhttp.InstrumentHandlerCounter(requests.MustCurryWith(name), handler(route, client, *listen)))))
	}
	mux.Handle("GET /metrics", promhttp.Handler())

	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Second}
	go shop.Ask(ctx, client, "http://"+*listen, *rate)
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	log.Print(server.Serve(listener))
}

func handler(route shop.Route, client *http.Client, listen string) http.Handler {
	answer := shop.Of(route)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if route.Asks != "" {
			_ = shop.Get(r.Context(), client, "GET", "http://"+listen+route.Asks)
		}
		takes, code := answer.Next()
		time.Sleep(takes)
		w.WriteHeader(code)
	})
}
