/** What becomes of log lines: how they are read, which are dropped, and where the others go. */
package dev.signalbox.compile.pipeline.logs;
