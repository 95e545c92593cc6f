/** How the operator gets to backends: credentials from Secrets. */
package dev.signalbox.operator.access;
