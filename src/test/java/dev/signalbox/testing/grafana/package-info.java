/** What Grafana does with a dashboard before it asks. */
package dev.signalbox.testing.grafana;
