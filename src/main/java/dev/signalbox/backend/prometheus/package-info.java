/** Prometheus, and those that speak like it. */
package dev.signalbox.backend.prometheus;
