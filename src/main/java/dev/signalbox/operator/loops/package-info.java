/** What the operator does on and on beside its reconcilers: one way to do it, and to see whether it gets on. */
package dev.signalbox.operator.loops;
