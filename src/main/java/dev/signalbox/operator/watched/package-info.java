/** What other resources are known to the operator: each kind is listed, watched and kept once, whoever reads it. */
package dev.signalbox.operator.watched;
