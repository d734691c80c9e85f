package io.github.lumacontracts.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.lumacontracts.client.http.ApiBuilder;
import io.github.lumacontracts.client.http.ApiResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The generated client of a provider, called by the names of the document. What the document names
 * and the client lacks is an error, so no operation can be forgotten.
 */
final class GeneratedClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Forms are records without JSON names; their members are the camel-cased part names. */
  private static final ObjectMapper FORMS =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private final AutoCloseable api;

  private GeneratedClient(AutoCloseable api) {
    this.api = api;
  }

  /** Returns a client that calls {@code base} and adds headers to each request. */
  static GeneratedClient of(Contract contract, URI base, Map<String, String> headers)
      throws ReflectiveOperationException {
    String slug = contract.provider().slug();
    String name = slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1) + "Api";
    Class<?> type = Class.forName("io.github.lumacontracts.client." + slug + "." + name);
    ApiBuilder<?> builder = (ApiBuilder<?>) type.getMethod("builder").invoke(null);
    builder
        .apiKey(Credentials.KEY)
        .baseUrl(base)
        .interceptor(request -> headers.forEach(request::setHeader));
    return new GeneratedClient((AutoCloseable) builder.build());
  }

  /** Calls the operation with a documented request, its body through the generated model. */
  ApiResponse<?> call(Contract.Request request) throws Exception {
    Contract.Operation operation = request.operation();
    boolean jsonInsteadOfForm =
        request.mediaType().equals("application/json")
            && operation.bodies().get(0).getKey().startsWith("multipart/");
    String name = operation.id() + (jsonInsteadOfForm ? "AsJson" : "") + "WithResponse";
    Method method =
        Arrays.stream(api.getClass().getMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new NoSuchMethodException(api.getClass().getName() + " lacks " + name));
    Object[] arguments =
        Arrays.stream(method.getParameters())
            .map(parameter -> argument(parameter, request))
            .toArray();
    try {
      return (ApiResponse<?>) method.invoke(api, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Object argument(Parameter parameter, Contract.Request request) {
    if (parameter.getType().isRecord()) {
      ObjectMapper mapper = parameter.getType().getSimpleName().endsWith("Form") ? FORMS : JSON;
      Object body = mapper.convertValue(request.value(), parameter.getType());
      List<String> unknown = UnknownMembers.in(body);
      if (!unknown.isEmpty()) {
        throw new AssertionError(request + " has members that the client lacks: " + unknown);
      }
      return body;
    }
    JsonNode declared =
        java.util.stream.Stream.of("path", "query", "header")
            .flatMap(in -> request.operation().parameters(in).stream())
            .filter(
                candidate -> camelCase(candidate.get("name").asText()).equals(parameter.getName()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        request.operation() + " has no parameter for " + parameter));
    return JSON.convertValue(
        Contract.example(declared), JSON.constructType(parameter.getParameterizedType()));
  }

  private static String camelCase(String name) {
    String[] words = name.split("[_-]");
    return words[0]
        + Arrays.stream(words, 1, words.length)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  @Override
  public void close() {
    try {
      api.close();
    } catch (Exception e) {
      throw new IllegalStateException("A generated client declares no exception on close", e);
    }
  }
}
