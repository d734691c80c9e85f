package io.github.lumacontracts.spec.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a node of a document is, in the words of the OpenAPI specification. The table below says
 * which member of which kind holds which other kind; whatever it does not name (examples' values,
 * extensions, defaults) is data.
 */
enum Kind {
  DOCUMENT,
  INFO,
  CONTACT,
  LICENSE,
  SERVER,
  SERVER_VARIABLE,
  TAG,
  EXTERNAL_DOCS,
  PATHS,
  PATH_ITEM,
  OPERATION,
  PARAMETER,
  REQUEST_BODY,
  MEDIA_TYPE,
  ENCODING,
  RESPONSES,
  RESPONSE,
  CALLBACK,
  EXAMPLE,
  LINK,
  HEADER,
  SCHEMA,
  SECURITY_SCHEME,
  COMPONENTS;

  private static final Map<Kind, List<Slot>> SLOTS =
      Map.ofEntries(
          kind(
              DOCUMENT,
              one(INFO, "info"),
              items(SERVER, "servers"),
              items(TAG, "tags"),
              one(EXTERNAL_DOCS, "externalDocs"),
              one(PATHS, "paths"),
              members(PATH_ITEM, "webhooks"),
              one(COMPONENTS, "components")),
          kind(INFO, one(CONTACT, "contact"), one(LICENSE, "license")),
          kind(SERVER, members(SERVER_VARIABLE, "variables")),
          kind(TAG, one(EXTERNAL_DOCS, "externalDocs")),
          kind(PATHS, any(PATH_ITEM)),
          kind(
              PATH_ITEM,
              one(OPERATION, "get", "put", "post", "delete", "options", "head", "patch", "trace"),
              items(PARAMETER, "parameters"),
              items(SERVER, "servers")),
          kind(
              OPERATION,
              items(PARAMETER, "parameters"),
              one(REQUEST_BODY, "requestBody"),
              one(RESPONSES, "responses"),
              members(CALLBACK, "callbacks"),
              items(SERVER, "servers"),
              one(EXTERNAL_DOCS, "externalDocs")),
          kind(PARAMETER, parameter()),
          kind(HEADER, parameter()),
          kind(REQUEST_BODY, members(MEDIA_TYPE, "content")),
          kind(
              MEDIA_TYPE,
              one(SCHEMA, "schema"),
              members(EXAMPLE, "examples"),
              members(ENCODING, "encoding")),
          kind(ENCODING, members(HEADER, "headers")),
          kind(RESPONSES, any(RESPONSE)),
          kind(
              RESPONSE,
              members(HEADER, "headers"),
              members(MEDIA_TYPE, "content"),
              members(LINK, "links")),
          kind(CALLBACK, any(PATH_ITEM)),
          kind(LINK, one(SERVER, "server")),
          kind(
              SCHEMA,
              members(SCHEMA, "properties", "patternProperties", "dependentSchemas", "$defs"),
              items(SCHEMA, "allOf", "anyOf", "oneOf", "prefixItems"),
              one(
                  SCHEMA,
                  "items",
                  "additionalProperties",
                  "unevaluatedProperties",
                  "unevaluatedItems",
                  "contains",
                  "propertyNames",
                  "not",
                  "if",
                  "then",
                  "else"),
              one(EXTERNAL_DOCS, "externalDocs")),
          kind(
              COMPONENTS,
              members(SCHEMA, "schemas"),
              members(RESPONSE, "responses"),
              members(PARAMETER, "parameters"),
              members(EXAMPLE, "examples"),
              members(REQUEST_BODY, "requestBodies"),
              members(HEADER, "headers"),
              members(SECURITY_SCHEME, "securitySchemes"),
              members(LINK, "links"),
              members(CALLBACK, "callbacks"),
              members(PATH_ITEM, "pathItems")));

  /** Returns where nodes of this kind hold other kinds. */
  List<Slot> slots() {
    return SLOTS.getOrDefault(this, List.of());
  }

  /** Returns the kind as a word of a sentence, for example {@code request body}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How the nodes of a slot hang below its member. */
  enum Shape {
    /** The member is the node. */
    ONE,
    /** The member is an object; each of its members is a node. */
    MEMBERS,
    /** The member is an array; each of its items is a node. */
    ITEMS,
    /** Every member but extensions is a node; the slot has no name. */
    ANY
  }

  record Slot(Shape shape, Kind kind, String name) {}

  @SafeVarargs
  private static Map.Entry<Kind, List<Slot>> kind(Kind kind, List<Slot>... slots) {
    List<Slot> all = new ArrayList<>();
    for (List<Slot> some : slots) {
      all.addAll(some);
    }
    return Map.entry(kind, List.copyOf(all));
  }

  private static List<Slot> one(Kind kind, String... names) {
    return slots(Shape.ONE, kind, names);
  }

  private static List<Slot> members(Kind kind, String... names) {
    return slots(Shape.MEMBERS, kind, names);
  }

  private static List<Slot> items(Kind kind, String... names) {
    return slots(Shape.ITEMS, kind, names);
  }

  private static List<Slot> any(Kind kind) {
    return slots(Shape.ANY, kind, "");
  }

  private static List<Slot> parameter() {
    List<Slot> slots = new ArrayList<>(one(SCHEMA, "schema"));
    slots.addAll(members(EXAMPLE, "examples"));
    slots.addAll(members(MEDIA_TYPE, "content"));
    return slots;
  }

  private static List<Slot> slots(Shape shape, Kind kind, String... names) {
    return Arrays.stream(names).map(name -> new Slot(shape, kind, name)).toList();
  }
}
