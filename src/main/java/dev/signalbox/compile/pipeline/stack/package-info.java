/** Everything that one stack becomes: collectors, their configurations, and what services need besides. */
package dev.signalbox.compile.pipeline.stack;
