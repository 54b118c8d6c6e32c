package io.github.pmmmigration.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.nio.file.Path;
import java.util.Optional;

/** One parsed file, and what the compiler knows about places in it. */
record SourceFile(CompilationUnitTree unit, DocTrees trees) {

    boolean isInternal() {
        return unit.getPackage() == null || unit.getPackageName().toString().contains(".internal");
    }

    Optional<String> comment(TreePath place) {
        return Optional.ofNullable(trees.getDocComment(place));
    }

    /** How many lines a piece of the file covers, its comment not counted. */
    int lines(Tree tree) {
        SourcePositions positions = trees.getSourcePositions();
        return line(positions.getEndPosition(unit, tree)) - line(positions.getStartPosition(unit, tree)) + 1;
    }

    String place(Tree tree) {
        Path path = Path.of(unit.getSourceFile().getName());
        long start = trees.getSourcePositions().getStartPosition(unit, tree);
        return path.getFileName() + ":" + line(start);
    }

    private int line(long position) {
        return Math.toIntExact(unit.getLineMap().getLineNumber(position));
    }
}
