/** What is looked into beside rules and collectors, one aspect after the other, and what is told of it. */
package dev.signalbox.operator.evidence;
