package dev.signalbox.model.retention;

/**
 * What Loki was started with.
 *
 * @param tenants whether it asks for one with each request
 * @param retention whether its compactor deletes what is old
 * @param runtimeFiles whether it reads any while it runs
 * @param defaults what holds for tenants of which nothing is said
 */
public record LokiSettings(boolean tenants, boolean retention, boolean runtimeFiles, TenantLimits defaults) {}
