/** What {@code signalbox debug-bundle} takes out of a cluster, and what it takes out of that. */
package dev.signalbox.cli.bundle;
