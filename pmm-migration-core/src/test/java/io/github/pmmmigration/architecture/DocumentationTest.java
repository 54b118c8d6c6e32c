package io.github.pmmmigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Holds the public packages to: each type and each method has a comment, overrides and record accessors excepted; types
 * say since when they exist and which threads may use them.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class DocumentationTest {

    private static final Pattern THREADS = Pattern.compile("thread|concurren|immutable", Pattern.CASE_INSENSITIVE);

    private final List<String> typesSeen = new ArrayList<>();
    private final List<String> undocumented = new ArrayList<>();
    private final List<String> withoutSince = new ArrayList<>();
    private final List<String> silentAboutThreads = new ArrayList<>();

    @BeforeAll
    void readPublicPackages() throws IOException {
        Sources.scan(PublicParts::new);
    }

    @Test
    void readsThePublicPackages() {
        assertThat(typesSeen).contains("ConfigDocument", "MigrationException").doesNotContain("JsonPrinter");
    }

    @Test
    void documentsEachPublicTypeAndMethod() {
        assertThat(undocumented).isEmpty();
    }

    @Test
    void saysSinceWhenATypeExists() {
        assertThat(withoutSince).isEmpty();
    }

    @Test
    void saysWhichThreadsMayUseAType() {
        assertThat(silentAboutThreads).isEmpty();
    }

    private final class PublicParts extends TreePathScanner<Void, Void> {

        private final SourceFile file;

        PublicParts(SourceFile file) {
            this.file = file;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (file.isInternal() || !isVisible(type.getModifiers())) {
                return null;
            }
            typesSeen.add(type.getSimpleName().toString());
            checkType(type);
            return super.visitClass(type, null);
        }

        private void checkType(ClassTree type) {
            String comment = file.comment(getCurrentPath()).orElse("");
            String place = file.place(type) + " " + type.getSimpleName();
            noteIf(comment.isBlank(), undocumented, place);
            if (getCurrentPath().getParentPath().getLeaf() == file.unit()) {
                noteIf(!comment.contains("@since"), withoutSince, place);
                noteIf(!goesWithoutSaying(type) && !THREADS.matcher(comment).find(), silentAboutThreads, place);
            }
        }

        /** Enums are safe by nature; throwables are all alike, so only the root of each family says it. */
        private static boolean goesWithoutSaying(ClassTree type) {
            return type.getKind() == Tree.Kind.ENUM
                    || String.valueOf(type.getExtendsClause()).matches("\\w*(Exception|Error)");
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean silent = file.comment(getCurrentPath()).isEmpty();
            if (silent && isVisible(method.getModifiers()) && needsComment(method)) {
                undocumented.add(file.place(method) + " " + method.getName());
            }
            return null;
        }

        private boolean needsComment(MethodTree method) {
            boolean override = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            return !override && !belongsToRecord(method);
        }

        /** Constructors and accessors of a record are documented by its components. */
        private boolean belongsToRecord(MethodTree method) {
            ClassTree type = enclosingType();
            if (type.getKind() != Tree.Kind.RECORD) {
                return false;
            }
            boolean constructor = method.getReturnType() == null;
            boolean accessor = method.getParameters().isEmpty()
                    && hasField(type, method.getName().toString());
            return constructor || accessor;
        }

        private static boolean hasField(ClassTree type, String name) {
            return type.getMembers().stream()
                    .anyMatch(member -> member instanceof VariableTree field
                            && field.getName().contentEquals(name)
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC));
        }

        private ClassTree enclosingType() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            if (getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE) {
                return !flags.contains(Modifier.PRIVATE);
            }
            return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }

        private static void noteIf(boolean breach, List<String> breaches, String place) {
            if (breach) {
                breaches.add(place);
            }
        }
    }
}
