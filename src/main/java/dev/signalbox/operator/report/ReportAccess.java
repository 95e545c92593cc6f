package dev.signalbox.operator.report;

import dev.signalbox.report.Scope;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Who may read which part of the report, as the API server says of a token: one for our audience, of somebody who may
 * {@code get observabilitystacks/report}. Who may list SLOs of all namespaces reads all of it, anybody else of the
 * namespaces whose SLOs they may list.
 */
public final class ReportAccess {
    /** Long enough for the page and its reload, short enough for a right that is taken away. */
    private static final Duration ALLOWED_FOR = Duration.ofSeconds(30);

    /** Whoever has just been given a right tries again at once. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(5);

    private static final int MOST_KNOWN = 1_000;
    private static final String GROUP = "signalbox.dev";
    private static final ResourceAttributes THE_REPORT = new ResourceAttributesBuilder()
            .withGroup(GROUP)
            .withResource("observabilitystacks")
            .withSubresource("report")
            .withName("default")
            .withVerb("get")
            .build();

    private final KubernetesClient client;
    private final String audience;
    private final Map<String, Known> known = new LinkedHashMap<>();

    /** What the API server says of a token. */
    public sealed interface Verdict {
        /** @param scope what they may read */
        record Allowed(Scope scope) implements Verdict {}

        /** It is nobody's, or for somebody else. */
        record Unauthenticated() implements Verdict {}

        /** @param why for people, with what to grant */
        record Forbidden(String why) implements Verdict {}

        /** @param why nobody can say at the moment */
        record Undecided(String why) implements Verdict {}
    }

    private record Known(Verdict verdict, Instant until) {}

    /** @param audience that tokens must be for */
    public ReportAccess(KubernetesClient client, String audience) {
        this.client = client;
        this.audience = audience;
    }

    /**
     * Asks, or remembers. One at a time: a flood of tokens is no flood of the API server.
     *
     * @param namespaces that there are; asked for only where somebody may not see all of them
     */
    public synchronized Verdict of(String token, Supplier<Set<String>> namespaces) {
        String digest = digest(token);
        Instant now = Instant.now();
        known.values().removeIf(old -> !now.isBefore(old.until()));
        Known before = known.get(digest);
        if (before != null) {
            return before.verdict();
        }
        Verdict verdict = ask(token, namespaces);
        if (known.size() < MOST_KNOWN && !(verdict instanceof Verdict.Undecided)) {
            known.put(
                    digest,
                    new Known(verdict, now.plus(verdict instanceof Verdict.Allowed ? ALLOWED_FOR : REFUSED_FOR)));
        }
        return verdict;
    }

    private Verdict ask(String token, Supplier<Set<String>> namespaces) {
        try {
            Optional<UserInfo> user = user(token);
            if (user.isEmpty()) {
                return new Verdict.Unauthenticated();
            }
            if (!may(user.get(), THE_REPORT)) {
                return new Verdict.Forbidden(user.get().getUsername()
                        + " may not get observabilitystacks/report of group " + GROUP
                        + "; bind ClusterRole signalbox-report-reader");
            }
            return switch (scope(user.get(), namespaces)) {
                case Scope.Namespaces(Set<String> none)
                when none.isEmpty() ->
                    new Verdict.Forbidden(user.get().getUsername() + " may list SLOs in no namespace");
                case Scope theirs -> new Verdict.Allowed(theirs);
            };
        } catch (KubernetesClientException e) {
            return new Verdict.Undecided("the API server can't be asked about tokens (status " + e.getCode()
                    + "); the operator needs the rights of manifests/base/rbac-report.yaml");
        }
    }

    private Optional<UserInfo> user(String token) {
        TokenReviewStatus status = client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(audience)
                        .endSpec()
                        .build())
                .getStatus();
        // An authenticator that knows no audiences names none: then the token may be anybody's.
        return Optional.ofNullable(status)
                .filter(one -> Boolean.TRUE.equals(one.getAuthenticated()))
                .filter(one -> Optional.ofNullable(one.getAudiences())
                        .orElse(List.of())
                        .contains(audience))
                .map(TokenReviewStatus::getUser);
    }

    private Scope scope(UserInfo user, Supplier<Set<String>> namespaces) {
        if (may(user, slosOf(null))) {
            return new Scope.Cluster();
        }
        Set<String> theirs = new TreeSet<>();
        namespaces.get().stream()
                .filter(namespace -> may(user, slosOf(namespace)))
                .forEach(theirs::add);
        return new Scope.Namespaces(theirs);
    }

    /** @param namespace null for all */
    private static ResourceAttributes slosOf(String namespace) {
        return new ResourceAttributesBuilder()
                .withGroup(GROUP)
                .withResource("slos")
                .withVerb("list")
                .withNamespace(namespace)
                .build();
    }

    private boolean may(UserInfo user, ResourceAttributes what) {
        return Boolean.TRUE.equals(client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user.getUsername())
                        .withUid(user.getUid())
                        .withGroups(user.getGroups())
                        .withExtra(user.getExtra())
                        .withResourceAttributes(what)
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed());
    }

    /** Tokens are not kept. */
    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
