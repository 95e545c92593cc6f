/** The adaptive sampling loop at work: asks, decides, and publishes what collectors and SDKs are to be told. */
package dev.signalbox.operator.sampling;
