package io.github.pmmmigration.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a caller or a subclass sees of a class: supertypes, members, type arguments and declared exceptions. */
final class PublicSignatures extends ArchCondition<JavaClass> {

    private final DescribedPredicate<JavaClass> allowed;

    private PublicSignatures(DescribedPredicate<JavaClass> allowed) {
        super("involve in public signatures only classes that " + allowed.getDescription());
        this.allowed = allowed;
    }

    static PublicSignatures involveOnly(DescribedPredicate<JavaClass> allowed) {
        return new PublicSignatures(allowed);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (isVisible(type)) {
            report(type, type.getDescription(), supertypes(type), events);
            type.getMembers().stream()
                    .filter(member -> isVisible(member.getModifiers()))
                    .forEach(member -> report(type, member.getDescription(), involved(member), events));
        }
    }

    private void report(JavaClass type, String place, Set<JavaClass> involved, ConditionEvents events) {
        involved.stream()
                .map(JavaClass::getBaseComponentType)
                .filter(other -> !other.isPrimitive() && !allowed.test(other))
                .forEach(other -> events.add(
                        SimpleConditionEvent.violated(type, place + " shows " + other.getName() + " to its callers")));
    }

    private static Set<JavaClass> supertypes(JavaClass type) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        return parents.flatMap(parent -> parent.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toSet());
    }

    private static Set<JavaClass> involved(JavaMember member) {
        Stream<JavaClass> exceptions = member instanceof JavaCodeUnit code
                ? code.getExceptionTypes().stream().map(JavaType::toErasure)
                : Stream.of();
        return Stream.concat(member.getAllInvolvedRawTypes().stream(), exceptions)
                .collect(Collectors.toSet());
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(PublicSignatures::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
