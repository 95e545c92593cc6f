/** The one collector that watches the state of the cluster. */
package dev.signalbox.compile.pipeline.cluster;
