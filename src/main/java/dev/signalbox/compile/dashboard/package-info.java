/**
 * Dashboards: what each shows, and what they become for who brings them into Grafana. To add one, see the tables in
 * {@code ServiceBoards} and {@code StackBoards}.
 */
package dev.signalbox.compile.dashboard;
