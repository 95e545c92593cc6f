/** Receivers. */
package dev.signalbox.compile.pipeline.collector.receiver;
