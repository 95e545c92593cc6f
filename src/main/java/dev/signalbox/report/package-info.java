/** The health of what is observed, as one value, and what is written of it. */
package dev.signalbox.report;
