/** From model and facts to manifests, as pure functions. */
package dev.signalbox.compile;
