/** From an SLO to recording rules and alerts. */
package dev.signalbox.compile.slo;
