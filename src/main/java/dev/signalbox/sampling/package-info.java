/** How many traces are kept: a control loop as a pure function, and what is computed from its decisions. */
package dev.signalbox.sampling;
