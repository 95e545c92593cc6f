/** The core, driven by a cluster: what to look at when, what is known, what is written, and what is told about it. */
package dev.signalbox.operator;
