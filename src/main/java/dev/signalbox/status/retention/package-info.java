/** Whether servers keep telemetry as long as they were told to, from what they say. */
package dev.signalbox.status.retention;
