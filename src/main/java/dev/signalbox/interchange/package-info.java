/** Objectives of other projects as resources of ours, and ours as theirs. */
package dev.signalbox.interchange;
