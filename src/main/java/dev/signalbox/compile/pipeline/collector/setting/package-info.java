/** Settings that components share: how they listen, call, queue, retry and scrape. */
package dev.signalbox.compile.pipeline.collector.setting;
