package io.github.lumacontracts.spec.rules;

import java.util.List;

/** Something that every document has to keep. */
interface Rule {

  /** Returns the short name used in reports and as folder of its cases. */
  String id();

  /** Returns what is demanded, in one sentence. */
  String demand();

  /** Returns where the document breaks the rule, in the order of the document. */
  List<Violation> check(Document document);
}
