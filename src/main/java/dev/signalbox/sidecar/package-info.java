/** What runs in a pod beside a collector: it has the collector read its files again, and asks for its health. */
package dev.signalbox.sidecar;
