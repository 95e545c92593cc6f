/** What an {@code ObservabilityPolicy} asks for: its rules, whom they are for, and who is let off. */
package dev.signalbox.model.policy;
