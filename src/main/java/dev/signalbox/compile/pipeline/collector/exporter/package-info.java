/** Exporters. */
package dev.signalbox.compile.pipeline.collector.exporter;
