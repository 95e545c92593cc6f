/** The small collectors of namespaces: what services depend on, and pages that are asked in turn. */
package dev.signalbox.compile.pipeline.tenant;
