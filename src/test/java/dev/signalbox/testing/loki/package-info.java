/** A real Loki as a process. */
package dev.signalbox.testing.loki;
