/** From resources and histories to a {@link dev.signalbox.report.HealthReport}. */
package dev.signalbox.report.reading;
