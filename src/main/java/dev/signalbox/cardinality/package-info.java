/** How many series a service has, against its limits: what is asked of a server, what it means, and what to drop. */
package dev.signalbox.cardinality;
