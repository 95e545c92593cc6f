/** What is known of a cluster, as a value: the API kinds it serves, the stack, the services declared in it. */
package dev.signalbox.facts;
