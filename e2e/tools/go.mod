// Prometheus' tools, for machines whose packages don't have them: compiled on request into a cache directory.
module signalbox.dev/e2e/tools

go 1.26.0

require github.com/prometheus/prometheus v0.315.0
