package dev.signalbox.compile.dashboard;

import dev.signalbox.compile.dashboard.grafana.Dashboard;
import dev.signalbox.compile.dashboard.place.DashboardFolder;
import dev.signalbox.compile.dashboard.place.DashboardSubject;
import dev.signalbox.model.ResourceName;

/**
 * A dashboard in its place.
 *
 * @param subject what it is about
 * @param object the object that brings it to Grafana; in the namespace of the resource that it belongs to
 * @param folder where people find it
 */
public record Board(DashboardSubject subject, ResourceName object, DashboardFolder folder, Dashboard dashboard) {}
