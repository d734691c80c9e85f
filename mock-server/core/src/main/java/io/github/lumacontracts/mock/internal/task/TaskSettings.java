package io.github.lumacontracts.mock.internal.task;

import java.time.Duration;
import java.util.Optional;

/**
 * What tasks need besides documents. Stays when documents are read again.
 *
 * @param length of every task; if missing, what the document says, shortened
 * @param completedBeforeLink whether the address of a result may come after the result
 * @param ids makes what new ids are made of
 */
public record TaskSettings(
    TaskStore store,
    Worlds worlds,
    Scenarios scenarios,
    TaskListener listener,
    Optional<Duration> length,
    boolean completedBeforeLink,
    TaskIds ids) {}
