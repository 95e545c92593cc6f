/** Documents of other projects while they are read: what was looked at, what could not be carried over, and what came of it. */
package dev.signalbox.interchange.source;
