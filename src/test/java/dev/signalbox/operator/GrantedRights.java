package dev.signalbox.operator;

import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.testing.AuditLog;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an account was granted, verb by verb.
 *
 * @param all each with the role that grants it
 */
record GrantedRights(List<Right> all) {
    private static final int CREATED = 201;

    /**
     * One verb on one resource.
     *
     * @param resource with its group: {@code apps/deployments}
     * @param names of objects that it is limited to; empty: none
     */
    record Right(String role, String verb, String resource, List<String> names) {

        /** An apply of what is not there yet is a {@code patch} to whoever writes it down, and takes the right to create. */
        boolean allows(AuditLog.Request request) {
            boolean verbs = verb.equals(request.verb())
                    || verb.equals("create") && request.verb().equals("patch") && request.code() == CREATED;
            return verbs && resource.equals(request.resource()) && (names.isEmpty() || names.contains(request.name()));
        }

        @Override
        public String toString() {
            return verb + " " + resource + (names.isEmpty() ? "" : names);
        }
    }

    static GrantedRights of(KubernetesClient client, String namespace, String account) {
        Predicate<List<Subject>> his = subjects -> subjects.stream()
                .anyMatch(subject -> subject.getName().equals(account) && namespace.equals(subject.getNamespace()));
        Stream<RoleRef> everywhere = client.rbac().clusterRoleBindings().list().getItems().stream()
                .filter(binding -> his.test(binding.getSubjects()))
                .map(binding -> binding.getRoleRef());
        Stream<Right> cluster = everywhere.flatMap(role -> rights(
                role,
                client.rbac().clusterRoles().withName(role.getName()).require().getRules()));
        Stream<Right> local = client.rbac().roleBindings().inAnyNamespace().list().getItems().stream()
                .filter(binding -> his.test(binding.getSubjects()))
                .flatMap(binding -> rights(
                        binding.getRoleRef(),
                        client.rbac()
                                .roles()
                                .inNamespace(binding.getMetadata().getNamespace())
                                .withName(binding.getRoleRef().getName())
                                .require()
                                .getRules()));
        return new GrantedRights(Stream.concat(cluster, local).toList());
    }

    private static Stream<Right> rights(RoleRef role, List<PolicyRule> rules) {
        return rules.stream().flatMap(rule -> rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().flatMap(resource -> rule.getVerbs().stream()
                        .map(verb ->
                                new Right(role.getName(), verb, group + "/" + resource, rule.getResourceNames())))));
    }

    /**
     * Those that none of the requests needed; but for what the operator asks at its start whether it may, of each kind that it
     * writes: without one of these it would leave the kind alone.
     */
    Set<String> unused(Collection<AuditLog.Request> requests) {
        Set<String> prerequisites = Stream.of(OutputKind.values())
                .flatMap(kind -> kind.verbs().stream().map(verb -> verb + " " + kind.group() + "/" + kind.plural()))
                .collect(Collectors.toSet());
        return all.stream()
                .filter(right -> requests.stream().noneMatch(right::allows))
                .filter(right -> !prerequisites.contains(right.toString()))
                .map(Right::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
