/** Connectors. */
package dev.signalbox.compile.pipeline.collector.connector;
