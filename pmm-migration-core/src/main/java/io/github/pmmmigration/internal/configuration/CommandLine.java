package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.VolumeSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Shows how a container would be created with the {@code docker} command, for people to read, paste and run.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class CommandLine {
    /** A kernel takes no longer word than 128 KiB. */
    private static final int LONGEST_WORD = 131_000;

    private static final Set<String> FREE_TEXT = Set.of("--label", "--health-cmd", "--log-opt", "--annotation");

    private CommandLine() {}

    /**
     * Commands for a POSIX shell.
     *
     * @param commands the commands in their order; they hold no secret, but read those they need from the old container
     * @param notes what the commands do not express, or what is to be done by hand; empty when pasting them is enough
     */
    public record Rendering(List<String> commands, List<String> notes) {
        /** Copies the lists. */
        public Rendering {
            commands = List.copyOf(commands);
            notes = List.copyOf(notes);
        }

        /** Returns commands and notes as one text to paste; the notes are comments. */
        public String toText() {
            List<String> lines = new ArrayList<>();
            notes.forEach(note -> lines.add("# " + note.replace('\n', ' ')));
            lines.addAll(commands);
            return String.join("\n", lines);
        }
    }

    /**
     * Renders the creation of a container.
     *
     * @param spec the container
     * @param secrets the container from which secret values can be read
     */
    public static Rendering create(ContainerSpec spec, Optional<ContainerSnapshot> secrets) {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(secrets, "secrets");
        CommandSource source = CommandSource.of(secrets, spec.configuration().texts("/Env"));
        CommandBuilder command = new CommandBuilder(spec, source);
        command.words().addAll(List.of("docker", "create"));
        command.option("--name", spec.name().value());
        CommandNetworks.apply(command, spec.name());
        CommandMounts.apply(command);
        CommandOptions.apply(command);
        CommandEnvironment.apply(command);
        int image = command.words().size();
        program(command);
        hide(command, image);
        leftOver(command);
        return new Rendering(command.assembled(), command.notes());
    }

    /** Renders the creation of a volume. */
    public static String createVolume(VolumeSpec spec) {
        List<String> words = new ArrayList<>(List.of("docker", "volume", "create"));
        new TreeMap<>(spec.labels()).forEach((key, value) -> words.addAll(List.of("--label", key + "=" + value)));
        words.add(spec.name().value());
        return Shell.join(words);
    }

    /** The entry point's option takes one word; the others go in front of the arguments, which comes to the same. */
    private static void program(CommandBuilder command) {
        List<String> entrypoint = words(command, "/Entrypoint");
        List<String> arguments = new ArrayList<>(words(command, "/Cmd"));
        if (!entrypoint.isEmpty()) {
            command.option("--entrypoint", entrypoint.get(0));
            arguments.addAll(0, entrypoint.subList(1, entrypoint.size()));
        }
        command.words().add(command.takeText("/Image").orElse(""));
        command.words().addAll(arguments);
    }

    /** A password may stand in a word, so all but the program itself are read from the old container if they are there. */
    private static List<String> words(CommandBuilder command, String pointer) {
        List<String> old = command.source().texts("/Config" + pointer);
        List<String> words = new ArrayList<>(command.takeTexts(pointer));
        boolean there = old.equals(words);
        for (int i = pointer.equals("/Entrypoint") ? 1 : 0; there && i < words.size(); i++) {
            String template = "{{index .Config" + pointer.replace('/', '.') + " " + i + "}}";
            words.set(i, words.get(i).isEmpty() ? "" : command.fromSource(template));
        }
        return words;
    }

    /** A password may stand in a label, a health check or an argument as well; names, paths and ports are none. */
    private static void hide(CommandBuilder command, int image) {
        List<String> words = command.words();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            boolean free = FREE_TEXT.contains(words.get(i - 1)) || i > image;
            Optional<String> secret = command.source().secretIn(word);
            if (free && secret.isPresent()) {
                words.set(i, word.replace(secret.get(), Redaction.HIDDEN));
                command.note(
                        "A secret of the environment stands elsewhere in the configuration too; replace *** by it.");
            }
            if (word.getBytes(StandardCharsets.UTF_8).length > LONGEST_WORD) {
                command.note("The value of " + words.get(i - 1) + " is longer than a command's word may be.");
            }
        }
    }

    private static void leftOver(CommandBuilder command) {
        for (String attachment : List.of("/AttachStdin", "/AttachStdout", "/AttachStderr", "/StdinOnce")) {
            command.take(attachment);
        }
        List<String> places = Documents.places(command.rest());
        if (!places.isEmpty()) {
            command.note("The docker command has no option for: " + String.join(", ", places));
        }
    }
}
