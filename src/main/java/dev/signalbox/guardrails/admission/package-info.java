/** Rules that the API server decides by itself, in CEL, so that they hold without an operator. */
package dev.signalbox.guardrails.admission;
