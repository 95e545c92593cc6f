/** A report for a terminal. */
package dev.signalbox.report.text;
