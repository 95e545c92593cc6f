/** What gateways say of themselves, and what follows from it: what they run, and how many there have to be. */
package dev.signalbox.operator.gateways;
