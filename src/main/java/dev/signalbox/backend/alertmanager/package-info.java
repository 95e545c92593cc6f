/** Alertmanager, as much of it as we ask for. */
package dev.signalbox.backend.alertmanager;
