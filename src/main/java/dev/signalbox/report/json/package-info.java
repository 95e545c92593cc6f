/** A report for machines. */
package dev.signalbox.report.json;
