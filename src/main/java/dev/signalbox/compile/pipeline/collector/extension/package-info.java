/** Extensions. */
package dev.signalbox.compile.pipeline.collector.extension;
