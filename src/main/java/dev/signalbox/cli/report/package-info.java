/** Where {@code signalbox report} gets what it reports. */
package dev.signalbox.cli.report;
