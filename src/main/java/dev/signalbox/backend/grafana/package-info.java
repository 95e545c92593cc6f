/** Grafana's HTTP API, as far as its content is read. */
package dev.signalbox.backend.grafana;
