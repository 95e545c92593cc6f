/** Tempo: what it goes by for a tenant. */
package dev.signalbox.backend.tempo;
