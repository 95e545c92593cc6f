/** Who may read which part of the report, and what it is made of. */
package dev.signalbox.operator.report;
