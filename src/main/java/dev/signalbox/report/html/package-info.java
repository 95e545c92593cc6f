/** A report as one page that needs nothing else: no network, no fonts, no scripts but its own. */
package dev.signalbox.report.html;
