/** Looks at which workloads there are and what is seen of them. */
package dev.signalbox.operator.coverage;
