/** Closes the gates of services whose error budget is exhausted, moves them on while that is measured, and opens them. */
package dev.signalbox.operator.freeze;
