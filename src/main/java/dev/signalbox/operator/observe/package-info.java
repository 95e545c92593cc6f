/** What servers say of the rules and series of SLOs, asked for all SLOs at once. */
package dev.signalbox.operator.observe;
