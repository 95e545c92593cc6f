/** Which workloads are observed, and how far: what was asked for, and what was seen. */
package dev.signalbox.coverage;
