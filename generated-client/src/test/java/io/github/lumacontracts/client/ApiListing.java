package io.github.lumacontracts.client;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The public part of compiled packages as text: one line for each type and member, sorted. */
final class ApiListing {
  private static final Path CLASSES = Path.of("target", "classes");

  private ApiListing() {}

  static String of(String... packages) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    for (String name : packages) {
      try (Stream<Path> files = Files.list(CLASSES.resolve(name.replace('.', '/')))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
            .map(file -> load(name + "." + file.replace(".class", "")))
            .filter(ApiListing::isVisible)
            .forEach(types::add);
      }
    }
    return types.stream()
        .sorted(Comparator.comparing(Class::getName))
        .map(ApiListing::listing)
        .collect(joining("\n"));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
  }

  private static String listing(Class<?> type) {
    Collection<String> members = new java.util.TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isPublic(field.getModifiers())) {
        members.add(deprecated(field) + "field " + field.getName() + ": " + constant(field));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isPublic(constructor.getModifiers()) && !type.isRecord()) {
        members.add("new(" + parameters(constructor.getParameters()) + ")");
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isPublic(method.getModifiers()) && !method.isSynthetic() && !isOfEveryRecord(method)) {
        members.add(
            "%s%s%s(%s): %s"
                .formatted(
                    deprecated(method),
                    Modifier.isStatic(method.getModifiers()) ? "static " : "",
                    method.getName(),
                    parameters(method.getParameters()),
                    name(method.getGenericReturnType())));
      }
    }
    String head = kind(type) + " " + name(type) + "\n";
    if (type.isRecord()) {
      head +=
          Arrays.stream(type.getRecordComponents()).map(ApiListing::component).collect(joining());
    }
    return head + members.stream().map(m -> "  " + m + "\n").collect(joining());
  }

  private static boolean isOfEveryRecord(Method method) {
    Class<?> type = method.getDeclaringClass();
    return type.isRecord()
        && (List.of("equals", "hashCode", "toString").contains(method.getName())
            || Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> method.equals(component.getAccessor())));
  }

  private static boolean isPublic(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String kind(Class<?> type) {
    String kind = type.isRecord() ? "record" : type.isInterface() ? "interface" : "class";
    String parent =
        type.isRecord() || type.getSuperclass() == null || type.getSuperclass() == Object.class
            ? ""
            : " extends " + name(type.getGenericSuperclass());
    String modifiers = Modifier.isFinal(type.getModifiers()) ? "" : "open ";
    return modifiers + kind + parent;
  }

  private static String component(RecordComponent component) {
    JsonProperty wire = component.getAccessor().getAnnotation(JsonProperty.class);
    return "  component %s: %s%s\n"
        .formatted(
            component.getName(),
            name(component.getGenericType()),
            wire == null ? "" : " \"" + wire.value() + "\"");
  }

  private static String constant(Field field) {
    if (!Modifier.isStatic(field.getModifiers())) {
      return name(field.getGenericType());
    }
    try {
      return name(field.getGenericType()) + " = " + field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String parameters(Parameter[] parameters) {
    return Arrays.stream(parameters)
        .map(parameter -> name(parameter.getParameterizedType()) + " " + parameter.getName())
        .collect(joining(", "));
  }

  private static String deprecated(AnnotatedElement element) {
    return element.isAnnotationPresent(Deprecated.class) ? "deprecated " : "";
  }

  private static String name(Type type) {
    return type.getTypeName().replaceAll("\\b(?:[a-z][a-z0-9]*\\.)+(?=[A-Z])", "");
  }
}
