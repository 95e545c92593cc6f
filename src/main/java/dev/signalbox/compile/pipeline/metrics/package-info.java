/** Metrics on the node: what is scraped, what is dropped, and which labels are merged away. */
package dev.signalbox.compile.pipeline.metrics;
