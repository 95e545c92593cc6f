/** Which metrics and labels anybody in the cluster reads: rules, dashboards, autoscalers, analyses of rollouts. */
package dev.signalbox.cardinality.usage;
