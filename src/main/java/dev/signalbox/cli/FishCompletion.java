package dev.signalbox.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish is told of commands; picocli knows bash and zsh only. */
final class FishCompletion {
    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** A script of fish, for all commands inside of this one. */
    static String of(String program, CommandSpec root) {
        FishCompletion fish = new FishCompletion(program);
        fish.add(root, List.of());
        return fish.lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** @param path names of the commands that lead there */
    private void add(CommandSpec command, List<String> path) {
        Map<String, CommandLine> inside = new TreeMap<>(command.subcommands());
        String here = condition(path, inside);
        inside.forEach((name, subcommand) -> complete(here + " -f -a " + quoted(name)
                + described(subcommand.getCommandSpec().usageMessage().description())));
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> complete(here + option(option)));
        command.positionalParameters().stream()
                .filter(parameter -> parameter.completionCandidates() != null)
                .forEach(parameter -> complete(here + " -f -a " + candidates(parameter)));
        inside.forEach((name, subcommand) -> {
            List<String> further = new ArrayList<>(path);
            further.add(name);
            add(subcommand.getCommandSpec(), further);
        });
    }

    private void complete(String rest) {
        lines.add("complete -c " + program + rest);
    }

    /** All of the path was written, and nothing that leads further. */
    private static String condition(List<String> path, Map<String, CommandLine> inside) {
        List<String> conditions = new ArrayList<>();
        path.forEach(name -> conditions.add("__fish_seen_subcommand_from " + name));
        if (!inside.isEmpty()) {
            conditions.add("not __fish_seen_subcommand_from " + String.join(" ", inside.keySet()));
        }
        return conditions.isEmpty() ? "" : " -n " + quoted(String.join("; and ", conditions));
    }

    private static String option(OptionSpec option) {
        String names = List.of(option.names()).stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        String value = option.arity().max() == 0
                ? ""
                : option.completionCandidates() == null ? " -r" : " -x -a " + candidates(option);
        return names + value + described(option.description());
    }

    private static String candidates(ArgSpec argument) {
        return quoted(StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(" ")));
    }

    private static String described(String[] description) {
        return description.length == 0 ? "" : " -d " + quoted(CommandLine.Help.Ansi.OFF.string(description[0]));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
