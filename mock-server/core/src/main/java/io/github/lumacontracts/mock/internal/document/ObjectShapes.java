package io.github.lumacontracts.mock.internal.document;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which members the objects of a document have, as OpenAPI's specification lists them. A member
 * with {@code !} is required; {@code :X} is an object X, {@code :[X]} a list and {@code :{X}} a map
 * of them.
 */
final class ObjectShapes {
  private static final String PATH_ITEM =
      """
      PathItem: $ref summary description get:Operation put:Operation post:Operation delete:Operation \
      options:Operation head:Operation patch:Operation trace:Operation servers:[Server] parameters:[Parameter]
      """;

  private static final String OPENAPI_3 =
      PATH_ITEM
          + """
          Root: openapi! info!:Info jsonSchemaDialect $self servers:[Server] paths:{PathItem} webhooks:{PathItem} \
          components:Components security tags externalDocs
          Info: title! summary description termsOfService contact license version!
          Server: url! description name variables:{Variable}
          Variable: enum default! description
          Components: schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example} \
          requestBodies:{Body} headers:{Header} securitySchemes:{Scheme} links:{Link} callbacks pathItems:{PathItem} \
          mediaTypes
          Operation: tags summary description externalDocs operationId parameters:[Parameter] requestBody:Body \
          responses:{Response} callbacks deprecated security servers:[Server]
          Parameter: name! in! description required deprecated allowEmptyValue style explode allowReserved \
          schema:Schema example examples:{Example} content:{Media}
          Header: description required deprecated allowEmptyValue style explode allowReserved \
          schema:Schema example examples:{Example} content:{Media}
          Body: description content!:{Media} required
          Media: schema:Schema itemSchema example examples:{Example} encoding:{Encoding} prefixEncoding itemEncoding
          Encoding: contentType headers:{Header} style explode allowReserved encoding prefixEncoding itemEncoding
          Response: summary description! headers:{Header} content:{Media} links:{Link}
          Example: summary description value externalValue dataValue serializedValue
          Link: operationRef operationId parameters requestBody description server:Server
          Scheme: type! description name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated
          """;

  private static final String SWAGGER_2 =
      PATH_ITEM
          + """
          Root: swagger! info!:Info host basePath schemes consumes produces paths!:{PathItem} definitions:{Schema} \
          parameters:{Parameter} responses:{Response} securityDefinitions:{Scheme} security tags externalDocs
          Info: title! description termsOfService contact license version!
          Operation: tags summary description externalDocs operationId consumes produces parameters:[Parameter] \
          responses!:{Response} schemes deprecated security
          Parameter: name! in! description required schema:Schema type format allowEmptyValue items collectionFormat \
          default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems \
          uniqueItems enum multipleOf
          Response: description! schema:Schema headers examples
          Scheme: type! description name in flow authorizationUrl tokenUrl scopes
          """;

  private final Map<String, Map<String, Member>> shapes = new HashMap<>();

  /** How a member holds objects. */
  enum Holds {
    VALUE,
    ONE,
    LIST,
    MAP
  }

  /**
   * A member.
   *
   * @param kind of the objects that it holds; empty for a value
   */
  record Member(boolean required, Holds holds, String kind) {}

  ObjectShapes(Dialect dialect) {
    String table = dialect == Dialect.SWAGGER_2 ? SWAGGER_2 : OPENAPI_3;
    for (String line : table.lines().toList()) {
      int colon = line.indexOf(": ");
      Map<String, Member> members = new LinkedHashMap<>();
      for (String word : line.substring(colon + 2).strip().split("\\s+", -1)) {
        int colonInWord = word.indexOf(':');
        String name = colonInWord < 0 ? word : word.substring(0, colonInWord);
        String kind = colonInWord < 0 ? "" : word.substring(colonInWord + 1);
        members.put(
            name.replace("!", ""),
            new Member(name.endsWith("!"), holds(kind), kind.replaceAll("[\\[\\]{}]", "")));
      }
      shapes.put(line.substring(0, colon), members);
    }
  }

  private static Holds holds(String kind) {
    if (kind.isEmpty()) {
      return Holds.VALUE;
    }
    return switch (kind.charAt(0)) {
      case '[' -> Holds.LIST;
      case '{' -> Holds.MAP;
      default -> Holds.ONE;
    };
  }

  /** Returns the members of a kind of object, if there are rules for it. */
  Optional<Map<String, Member>> of(String kind) {
    return Optional.ofNullable(shapes.get(kind));
  }
}
