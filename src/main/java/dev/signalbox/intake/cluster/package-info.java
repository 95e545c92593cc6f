/** Facts about a cluster as a file, so that a render without the cluster gives what its operator would. */
package dev.signalbox.intake.cluster;
