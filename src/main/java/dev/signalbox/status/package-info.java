/** From what was and what is known to what a resource's status says, as pure functions. */
package dev.signalbox.status;
