/** What to do about what a report says. */
package dev.signalbox.report.advice;
