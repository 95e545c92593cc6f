/** What servers are told of how long they keep telemetry. */
package dev.signalbox.compile.retention;
