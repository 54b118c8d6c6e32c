package io.github.pmmmigration.internal.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that matters about a directory tree, as lines that can be compared: type, mode, owner, size, times, target,
 * contents, link groups, extended attributes and access control lists. Found by other means than the scripts use.
 */
final class TreeFacts {
    private static final String ENTRIES = "find . -xdev"
            + " \\( -type d -printf '%p %y %m %U %G %T@\\0' -o -type l -printf '%p l %m %U %G %T@ -> %l\\0'"
            + " -o -printf '%p %y %m %U %G %s %T@\\0' \\) | sort -z";
    private static final String CONTENTS =
            "find . -xdev -type f -print0 | sort -z | xargs -0 -r sha256sum | tr '\\n' '\\0'";
    private static final String LINKS = "find . -xdev ! -type d -links +1 -printf '%i %p\\0' | sort -z -t ' ' -k 2";
    private static final String ATTRIBUTES = "! command -v getfattr > /dev/null"
            + " || find . -xdev ! -type l -print0 | sort -z | xargs -0 -r getfattr -h -d -m user 2>/dev/null"
            + "; ! command -v getfacl > /dev/null"
            + " || find . -xdev \\( -type d -o -type f \\) -print0 | sort -z | xargs -0 -r getfacl -p 2>/dev/null";

    private TreeFacts() {}

    static List<String> of(Path root) {
        List<String> facts = new ArrayList<>();
        facts.addAll(read(root, ENTRIES));
        facts.addAll(read(root, CONTENTS));
        facts.addAll(linkGroups(read(root, LINKS)));
        facts.addAll(read(root, ATTRIBUTES + " | tr '\\n' '\\0'"));
        return facts;
    }

    /** Owner, group, mode and path of every entry. */
    static List<String> owners(Path root) {
        return read(root, "find . -xdev -printf '%U:%G %m %p\\0' | sort -z");
    }

    /** Replaces the inode by the first name that has it. */
    private static List<String> linkGroups(List<String> links) {
        Map<String, String> firstNames = new HashMap<>();
        return links.stream()
                .map(link -> {
                    int space = link.indexOf(' ');
                    String name = link.substring(space + 1);
                    return name + " is " + firstNames.computeIfAbsent(link.substring(0, space), inode -> name);
                })
                .toList();
    }

    private static List<String> read(Path root, String script) {
        try {
            ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script).directory(root.toFile());
            builder.environment().put("LC_ALL", "C");
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
