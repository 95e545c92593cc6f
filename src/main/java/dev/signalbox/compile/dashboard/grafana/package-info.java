/**
 * Grafana's classic dashboard JSON, Grafana 10 to 13, as records: only what we use of it, and nothing of ours.
 *
 * @see <a href="https://www.npmjs.com/package/@grafana/schema">Grafana's own types</a>
 */
package dev.signalbox.compile.dashboard.grafana;
