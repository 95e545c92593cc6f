/** Processors. */
package dev.signalbox.compile.pipeline.collector.processor;
