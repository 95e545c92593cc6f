/** What the API server asks about resources of ours before it takes them, and what it is told. */
package dev.signalbox.operator.admission;
