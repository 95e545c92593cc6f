/** What the telemetry of services costs a month: quantities, and money where prices are known. */
package dev.signalbox.cost;
