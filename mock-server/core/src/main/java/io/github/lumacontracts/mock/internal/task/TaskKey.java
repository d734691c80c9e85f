package io.github.lumacontracts.mock.internal.task;

/**
 * What tells a task from all others.
 *
 * @param world that of the client, since parallel tests must not see each other's tasks
 * @param document the id of the mounted document, since ids of two providers may be equal
 * @param id as the client sees it
 */
public record TaskKey(String world, String document, String id) {}
