/** How long telemetry is kept, as services and the stack ask for it. */
package dev.signalbox.model.retention;
