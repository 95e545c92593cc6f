/** How many gateways there have to be: fewer, where one has nothing left to do. */
package dev.signalbox.status.scaling;
