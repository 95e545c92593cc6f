/** How a configuration reaches the collectors that run with it: step by step, and back. */
package dev.signalbox.status.rollout;
