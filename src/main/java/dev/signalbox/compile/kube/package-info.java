/** What all outputs have in common: names, labels, marks, the way they are written. */
package dev.signalbox.compile.kube;
