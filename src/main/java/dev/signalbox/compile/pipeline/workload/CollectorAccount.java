package dev.signalbox.compile.pipeline.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.RoleRefBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.stream.Stream;

/**
 * Who collectors are to the API server. Roles come with the operator and are only bound, as nobody may grant what they
 * don't hold.
 *
 * @param collector whose account
 */
record CollectorAccount(CollectorName collector) {
    private static final String GROUP = "rbac.authorization.k8s.io";

    /** Its token is mounted only where a pod says so. */
    ServiceAccount serviceAccount() {
        return new ServiceAccountBuilder()
                .withMetadata(collector.metadata())
                .withAutomountServiceAccountToken(false)
                .build();
    }

    HasMetadata boundInCluster(String clusterRole) {
        return boundInCluster(collector, clusterRole, Stream.of(collector));
    }

    /**
     * The same for several accounts.
     *
     * @param named whose object it is
     */
    static HasMetadata boundInCluster(CollectorName named, String clusterRole, Stream<CollectorName> accounts) {
        return new ClusterRoleBindingBuilder()
                .withMetadata(named.clusterMetadata(clusterRole))
                .withRoleRef(role(clusterRole))
                .withSubjects(accounts.map(CollectorAccount::subject).toList())
                .build();
    }

    /** With rights in one namespace. */
    HasMetadata boundIn(String namespace, String clusterRole) {
        return new RoleBindingBuilder()
                .withMetadata(collector.metadata(clusterRole))
                .editMetadata()
                .withNamespace(namespace)
                .endMetadata()
                .withRoleRef(role(clusterRole))
                .withSubjects(subject(collector))
                .build();
    }

    private static RoleRef role(String clusterRole) {
        return new RoleRefBuilder()
                .withApiGroup(GROUP)
                .withKind("ClusterRole")
                .withName(clusterRole)
                .build();
    }

    private static Subject subject(CollectorName collector) {
        return new SubjectBuilder()
                .withKind("ServiceAccount")
                .withName(collector.name())
                .withNamespace(collector.namespace())
                .build();
    }
}
