/** Watches workloads for other images, and tells of which service they are. */
package dev.signalbox.operator.deployments;
