/**
 * Outputs: what is wanted in a cluster against what is there. Knows objects and who owns which of their fields, and
 * nothing of what they are for.
 */
package dev.signalbox.operator.apply;
