package dev.signalbox.compile.dashboard.grafana;

/**
 * Above a dashboard, where else to look; takes time and variables along.
 *
 * @param url of another dashboard, {@code /d/uid}, or of another page
 * @param tooltip one sentence
 */
public record DashboardLink(String title, String url, String tooltip) {}
