package io.github.lumacontracts.spec.rules;

import java.util.List;

/** All rules, the basic ones first. */
final class Rules {
  static final List<Rule> ALL =
      List.of(
          new ParsesCleanly(),
          new PlainScalars(),
          new OpenApiSchema(),
          new Schemas(),
          new References(),
          new Extensions(),
          new Sources(),
          new OperationIds(),
          new OperationTexts(),
          new Security(),
          new Answers(),
          new NamedTypes(),
          new NamedExamples(),
          new Descriptions(),
          new Secrets(),
          new ValidExamples(),
          new Links(),
          new Callbacks(),
          new Lifecycles(),
          new UnusedComponents(),
          new ProviderAgreement());

  private Rules() {}
}
