/** From the queries of other projects to indicators of ours: by the tree of the PromQL, never by its text. */
package dev.signalbox.interchange.indicator;
