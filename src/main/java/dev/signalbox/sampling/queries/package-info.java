/** What the control loop asks of Prometheus, and what the answers mean. */
package dev.signalbox.sampling.queries;
