/** Reads guardrails. */
package dev.signalbox.intake.policy;
