/**
 * Collectors as objects of Kubernetes, from the stack and the texts of their configurations, of whose content it knows only
 * the ports, directories and variables that both sides share.
 */
package dev.signalbox.compile.pipeline.workload;
