/** Certificates of agents and gateways, where nobody else makes them: made, and kept in Secrets. */
package dev.signalbox.operator.transport;
