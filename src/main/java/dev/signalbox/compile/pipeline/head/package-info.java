/** What SDKs are told of how many traces to start. */
package dev.signalbox.compile.pipeline.head;
