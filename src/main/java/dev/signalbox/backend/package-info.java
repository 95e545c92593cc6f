/** Small ports to the servers that are observed, and their HTTP adapters. */
package dev.signalbox.backend;
