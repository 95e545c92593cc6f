/** Labels of streams of logs, for which Loki is asked where a policy forbids some. */
package dev.signalbox.operator.streams;
