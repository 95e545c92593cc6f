/** Prometheus as tests run it, of each version that we know. */
package dev.signalbox.testing.prometheus;
