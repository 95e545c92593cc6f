/** How long servers keep telemetry: what they are told, and what they say of it. */
package dev.signalbox.operator.retention;
