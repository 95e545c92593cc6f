/** Loki: what it goes by for a tenant, and whether it deletes anything at all. */
package dev.signalbox.backend.loki;
