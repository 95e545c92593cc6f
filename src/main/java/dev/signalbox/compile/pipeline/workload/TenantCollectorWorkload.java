package dev.signalbox.compile.pipeline.workload;

import dev.signalbox.model.pipeline.Collectors.Placement;
import dev.signalbox.model.pipeline.Collectors.Resources;
import dev.signalbox.model.pipeline.TelemetryStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The small collector of a tenant's namespace, for dependencies and probes. It uses that namespace's Secrets, which the
 * operator never reads, and reaches nothing that its tenant could not.
 */
public final class TenantCollectorWorkload {
    private static final long LIMIT_BYTES = 256L * 1024 * 1024;
    private static final Resources RESOURCES =
            new Resources(Map.of("cpu", "20m", "memory", "96Mi"), Map.of("memory", "256Mi"), LIMIT_BYTES);

    private TenantCollectorWorkload() {}

    /**
     * All of it, in the order in which it is applied.
     *
     * @param files of {@link CollectorName#tenant}
     * @param runs what it is to run with now
     * @param secrets credentials of dependencies; none of them required
     * @param egress where dependencies and probes are
     * @param browsers where browsers come in
     */
    public static List<HasMetadata> objects(
            TelemetryStack stack,
            ConfigurationFiles files,
            Revision runs,
            List<SecretVariable> secrets,
            TenantEgress egress,
            List<BrowserEntrance> browsers) {
        CollectorName name = files.collector();
        return ApplyOrder.of(Stream.of(
                        Stream.of(
                                new CollectorAccount(name).serviceAccount(),
                                TenantNetworkPolicy.of(stack, name, egress, browsers),
                                deployment(runs, secrets, browsers)),
                        files.baseObjects().stream(),
                        browsers.stream().map(browser -> browser.object(name)))
                .flatMap(objects -> objects));
    }

    private static Deployment deployment(
            Revision revision, List<SecretVariable> secrets, List<BrowserEntrance> browsers) {
        CollectorPod pod = new CollectorPod(List.of(), revision, List.of(), secrets, RESOURCES);
        return new DeploymentBuilder(CollectorDeployment.of(revision.collector(), pod, Placement.ANYWHERE, false))
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .addAllToPorts(browsers.stream().map(BrowserEntrance::port).toList())
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
