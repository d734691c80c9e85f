/**
 * An application's whole way with each provider: submit, wait, download, and what can go wrong. A
 * new provider is one more {@link io.github.lumacontracts.contract.flow.TaskFlow}.
 */
@NullMarked
package io.github.lumacontracts.contract.flow;

import org.jspecify.annotations.NullMarked;
