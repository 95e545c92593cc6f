/** Error budgets over time, asked of whoever keeps our own series. */
package dev.signalbox.report.history;
