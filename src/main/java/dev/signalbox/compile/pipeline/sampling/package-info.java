/** Which traces gateways keep: which service is under which policy, and what that is to a tail sampler. */
package dev.signalbox.compile.pipeline.sampling;
