/**
 * How the operator is asked by whoever is in its pod, and by nobody else: through a socket in a directory of its own. The
 * network has no part in it.
 */
package dev.signalbox.local;
