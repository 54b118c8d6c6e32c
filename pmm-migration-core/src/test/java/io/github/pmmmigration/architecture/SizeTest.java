package io.github.pmmmigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Keeps files, methods and parameter lists of the library short enough to read. */
final class SizeTest {

    private static final int MOST_LINES_OF_A_FILE = 400;
    private static final int MOST_LINES_OF_A_METHOD = 40;
    private static final int MOST_PARAMETERS = 4;

    @Test
    void keepsFilesShort() throws IOException {
        List<String> breaches = new ArrayList<>();

        for (Path file : Sources.all()) {
            int lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES_OF_A_FILE) {
                breaches.add(file.getFileName() + ": " + lines);
            }
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void keepsMethodsShort() throws IOException {
        List<String> breaches = new ArrayList<>();

        Sources.scan(file -> new Methods((method, type) -> {
            if (file.lines(method) > MOST_LINES_OF_A_METHOD) {
                breaches.add(file.place(method) + " " + method.getName());
            }
        }));

        assertThat(breaches).isEmpty();
    }

    @Test
    void keepsParameterListsShort() throws IOException {
        List<String> breaches = new ArrayList<>();

        Sources.scan(file -> new Methods((method, type) -> {
            if (!isWiring(method, type) && method.getParameters().size() > MOST_PARAMETERS) {
                breaches.add(file.place(method) + " " + method.getName());
            }
        }));

        assertThat(breaches).isEmpty();
    }

    /** Records, and constructors that nobody outside calls, take their parts as they are. */
    private static boolean isWiring(MethodTree method, ClassTree type) {
        boolean constructor = method.getReturnType() == null;
        boolean open = method.getModifiers().getFlags().contains(Modifier.PUBLIC);
        return type.getKind() == Tree.Kind.RECORD || (constructor && !open);
    }

    private interface MethodCheck {
        void check(MethodTree method, ClassTree type);
    }

    private static final class Methods extends TreePathScanner<Void, Void> {

        private final MethodCheck check;

        Methods(MethodCheck check) {
            this.check = check;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            check.check(method, (ClassTree) getCurrentPath().getParentPath().getLeaf());
            return super.visitMethod(method, null);
        }
    }
}
