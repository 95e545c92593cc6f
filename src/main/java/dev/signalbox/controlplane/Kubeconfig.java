package dev.signalbox.controlplane;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kubeconfig that holds one context and names it current, so that everything that is handed the file talks to
 * the same cluster, whatever happens to the file it was taken from.
 *
 * @param context the context's name
 * @param server the API server's URL
 * @param yaml the file's content; the paths in it are absolute
 */
public record Kubeconfig(String context, String server, String yaml) {

    /** What reading the user's files gave. */
    public sealed interface Selection {
        /**
         * The context is there.
         *
         * @param kubeconfig the context, on its own
         */
        record Selected(Kubeconfig kubeconfig) implements Selection {}

        /**
         * The context is not to be had.
         *
         * @param reason what is wrong, and what to write instead
         */
        record Missing(String reason) implements Selection {}
    }

    /** For a server whose certificate {@code certificateAuthority} vouches for, and a bearer token. */
    static Kubeconfig withToken(String name, String server, Path certificateAuthority, String token) {
        Config config = new ConfigBuilder()
                .addNewCluster()
                .withName(name)
                .withNewCluster()
                .withServer(server)
                .withCertificateAuthority(certificateAuthority.toString())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName(name)
                .withNewUser()
                .withToken(token)
                .endUser()
                .endUser()
                .addNewContext()
                .withName(name)
                .withNewContext()
                .withCluster(name)
                .withUser(name)
                .endContext()
                .endContext()
                .withCurrentContext(name)
                .build();
        return new Kubeconfig(name, server, Serialization.asYaml(config));
    }

    /**
     * Takes one context out of the given files, read as kubectl reads a list of them: the first that has a name wins.
     *
     * @param files the files; those that don't exist are passed over
     * @param context the context's name; where empty, the current context of the first file that has one
     */
    static Selection select(List<Path> files, Optional<String> context) {
        List<Config> configs = new ArrayList<>();
        for (Path file : files) {
            try {
                configs.addAll(read(file).stream().toList());
            } catch (IOException | RuntimeException e) {
                return new Selection.Missing(file + ": not a kubeconfig (" + firstLine(e) + ")");
            }
        }
        if (configs.isEmpty()) {
            return new Selection.Missing("no kubeconfig at " + join(files, Path::toString));
        }
        Optional<String> name = context.or(() -> configs.stream()
                .map(Config::getCurrentContext)
                .filter(current -> current != null && !current.isEmpty())
                .findFirst());
        List<NamedContext> contexts =
                configs.stream().flatMap(c -> c.getContexts().stream()).toList();
        String known = join(contexts, NamedContext::getName);
        if (name.isEmpty()) {
            return new Selection.Missing("no current context in " + join(files, Path::toString)
                    + "; name one with --context, one of: " + known);
        }
        return contexts.stream()
                .filter(c -> name.get().equals(c.getName()))
                .findFirst()
                .map(found -> pin(configs, found))
                .orElseGet(() -> new Selection.Missing(
                        "no context " + name.get() + " in " + join(files, Path::toString) + "; it has: " + known));
    }

    private static Selection pin(List<Config> configs, NamedContext context) {
        Optional<NamedCluster> cluster = configs.stream()
                .flatMap(c -> c.getClusters().stream())
                .filter(c -> c.getName().equals(context.getContext().getCluster()))
                .findFirst();
        Optional<NamedAuthInfo> user = configs.stream()
                .flatMap(c -> c.getUsers().stream())
                .filter(u -> u.getName().equals(context.getContext().getUser()))
                .findFirst();
        if (cluster.isEmpty()) {
            return new Selection.Missing("context " + context.getName() + " names the cluster "
                    + context.getContext().getCluster() + ", which its kubeconfig does not have");
        }
        Config pinned = new ConfigBuilder()
                .addToClusters(cluster.get())
                .addAllToUsers(user.stream().toList())
                .addToContexts(context)
                .withCurrentContext(context.getName())
                .build();
        String server = cluster.get().getCluster().getServer();
        return new Selection.Selected(new Kubeconfig(context.getName(), server, Serialization.asYaml(pinned)));
    }

    private static Optional<Config> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Config config = Serialization.unmarshal(in, Config.class);
            Path home = file.toAbsolutePath().getParent();
            config.getClusters().forEach(c -> makeAbsolute(c.getCluster(), home));
            config.getUsers().forEach(u -> makeAbsolute(u.getUser(), home));
            return Optional.of(config);
        }
    }

    private static void makeAbsolute(Cluster cluster, Path home) {
        cluster.setCertificateAuthority(absolute(cluster.getCertificateAuthority(), home));
    }

    private static void makeAbsolute(AuthInfo user, Path home) {
        user.setClientCertificate(absolute(user.getClientCertificate(), home));
        user.setClientKey(absolute(user.getClientKey(), home));
        user.setTokenFile(absolute(user.getTokenFile(), home));
        if (user.getExec() != null && user.getExec().getCommand().contains("/")) {
            user.getExec().setCommand(absolute(user.getExec().getCommand(), home));
        }
    }

    private static String absolute(String path, Path home) {
        return path == null || path.isEmpty()
                ? path
                : home.resolve(path).normalize().toString();
    }

    private static <T> String join(List<T> items, Function<T, String> name) {
        return items.stream().map(name).flatMap(Stream::ofNullable).collect(Collectors.joining(", "));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
