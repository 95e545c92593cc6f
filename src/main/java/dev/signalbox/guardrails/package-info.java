/** Judges resources by policies: (policies, namespace, resource and what is known of it, day) → what each breaks. */
package dev.signalbox.guardrails;
