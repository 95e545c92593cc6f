package dev.signalbox.compile.dashboard.grafana;

/**
 * Where a click on a value leads.
 *
 * @param url with Grafana's variables; the dashboard's time is {@code ${__url_time_range}}
 */
public record DataLink(String title, String url) {}
