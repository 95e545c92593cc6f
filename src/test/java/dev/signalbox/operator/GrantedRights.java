package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.testing.AuditLog;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /** Rights that only other tests need, each with the test. */
    private static final Path ELSEWHERE = Path.of("src/test/resources/chart/rights-used-elsewhere.txt");

    /**
     * One verb on one resource.
     *
     * @param resource with its group: {@code apps/deployments}
     * @param names of objects that it is limited to; empty: none
     * @param namespaces that it is limited to; empty: none
     */
    record Right(String role, String verb, String resource, List<String> names, Set<String> namespaces) {

        /** An apply of what is not there yet is a {@code patch} to whoever writes it down, and takes the right to create. */
        boolean allows(AuditLog.Request request) {
            boolean verbs = verb.equals(request.verb())
                    || verb.equals("create") && request.verb().equals("patch") && request.code() == CREATED;
            return verbs
                    && resource.equals(request.resource())
                    && (names.isEmpty() || names.contains(request.name()))
                    && (namespaces.isEmpty() || namespaces.contains(request.namespace()));
        }

        /**
         * Whether the operator asks at its start if it has it, as it does for each kind that it writes: without it, it would leave
         * the kind alone. One that is outside of namespaces can't be granted in any.
         */
        boolean isPrerequisite() {
            return names.isEmpty()
                    && Stream.of(OutputKind.values())
                            .filter(kind -> kind.isNamespaced() || namespaces.isEmpty())
                            .filter(kind -> resource.equals(kind.group() + "/" + kind.plural()))
                            .anyMatch(kind -> kind.verbs().contains(verb));
        }

        @Override
        public String toString() {
            return verb + " " + resource + (names.isEmpty() ? "" : names);
        }
    }

    static GrantedRights of(KubernetesClient client, String namespace, String account) {
        Predicate<List<Subject>> his = subjects -> subjects.stream()
                .anyMatch(subject -> subject.getName().equals(account) && namespace.equals(subject.getNamespace()));
        Stream<Right> cluster = client.rbac().clusterRoleBindings().list().getItems().stream()
                .filter(binding -> his.test(binding.getSubjects()))
                .flatMap(binding -> rights(client, Role.of(binding.getRoleRef(), ""), Set.of()));
        Map<Role, Set<String>> bound = client.rbac().roleBindings().inAnyNamespace().list().getItems().stream()
                .filter(binding -> his.test(binding.getSubjects()))
                .collect(Collectors.groupingBy(
                        binding -> Role.of(
                                binding.getRoleRef(), binding.getMetadata().getNamespace()),
                        Collectors.mapping(binding -> binding.getMetadata().getNamespace(), Collectors.toSet())));
        Stream<Right> local =
                bound.entrySet().stream().flatMap(entry -> rights(client, entry.getKey(), entry.getValue()));
        return new GrantedRights(Stream.concat(cluster, local).toList());
    }

    /**
     * A role that is bound.
     *
     * @param namespace empty for one of the cluster
     */
    private record Role(String name, String namespace) {
        static Role of(RoleRef role, String namespace) {
            return new Role(role.getName(), role.getKind().equals("Role") ? namespace : "");
        }

        List<PolicyRule> rules(KubernetesClient client) {
            return namespace.isEmpty()
                    ? client.rbac().clusterRoles().withName(name).require().getRules()
                    : client.rbac()
                            .roles()
                            .inNamespace(namespace)
                            .withName(name)
                            .require()
                            .getRules();
        }
    }

    private static Stream<Right> rights(KubernetesClient client, Role role, Set<String> namespaces) {
        return role.rules(client).stream().flatMap(rule -> rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().flatMap(resource -> rule.getVerbs().stream()
                        .map(verb -> new Right(
                                role.name(), verb, group + "/" + resource, rule.getResourceNames(), namespaces)))));
    }

    /** Roles whose rights are limited to no namespace. */
    Set<String> ofTheCluster() {
        return all.stream()
                .filter(right -> right.namespaces().isEmpty())
                .map(Right::role)
                .collect(Collectors.toSet());
    }

    /** Where the others hold. */
    Set<String> namespaces() {
        return all.stream().flatMap(right -> right.namespaces().stream()).collect(Collectors.toSet());
    }

    /** Whoever asked for this was refused nothing, and needs all that he was granted, or other tests do. */
    void assertJust(Collection<AuditLog.Request> requests) throws IOException {
        assertThat(requests)
                .hasSizeGreaterThan(100)
                .filteredOn(request -> request.code() == HttpURLConnection.HTTP_FORBIDDEN)
                .as("refused")
                .isEmpty();
        assertThat(unused(requests))
                .as("granted, and neither needed here nor listed in " + ELSEWHERE)
                .isSubsetOf(usedElsewhere().keySet());
    }

    /** Each right that the small shop does not need, and the test that does. */
    static Map<String, String> usedElsewhere() throws IOException {
        return Files.readAllLines(ELSEWHERE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| "))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** Those that none of the requests needed, but for what the operator asks for at its start. */
    private Set<String> unused(Collection<AuditLog.Request> requests) {
        return all.stream()
                .filter(right -> requests.stream().noneMatch(right::allows))
                .filter(right -> !right.isPrerequisite())
                .map(Right::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
