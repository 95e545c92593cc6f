package dev.signalbox.compile.pipeline.workload;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/**
 * What pods may do.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod security standards</a>
 */
final class PodSecurity {
    /** Any that is not root's will do; it is that of the collector's published images. */
    static final long USER = 10001;

    private static final String SECCOMP = "RuntimeDefault";

    private PodSecurity() {}

    /** The level {@code restricted}; volumes belong to the user. */
    static PodSecurityContext restricted() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType(SECCOMP)
                .endSeccompProfile()
                .build();
    }

    /** Log files of containers are root's; nothing else of root's power is left. */
    static PodSecurityContext nodeFiles() {
        return new PodSecurityContextBuilder()
                .withRunAsUser(0L)
                .withRunAsGroup(0L)
                .withNewSeccompProfile()
                .withType(SECCOMP)
                .endSeccompProfile()
                .build();
    }

    /** Of every container. */
    static SecurityContext container() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
