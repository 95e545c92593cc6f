/** The collectors behind the agents: they sample traces, queue what backends don't take, and send. */
package dev.signalbox.compile.pipeline.gateway;
