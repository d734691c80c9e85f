/**
 * What every document under {@code spec/} has to keep: one class per {@link
 * io.github.lumacontracts.spec.rules.Rule}, all of them over one model of the document that knows
 * the line of each value. To add a rule, write its class, list it in {@link
 * io.github.lumacontracts.spec.rules.Rules}, and add at least one case under {@code
 * src/test/resources/rules/}. {@code mvn -pl spec -am test -DargLine=-Drules.write=true} writes
 * what the rules say into the cases; read it in the diff before you commit it.
 */
@NullMarked
package io.github.lumacontracts.spec.rules;

import org.jspecify.annotations.NullMarked;
