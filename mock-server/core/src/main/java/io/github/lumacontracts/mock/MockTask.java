package io.github.lumacontracts.mock;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A task as it stood when somebody looked. All times are those of its world's clock. Immutable.
 *
 * @param id as the client sees it
 * @param document name of the mounted document that it belongs to, as in addresses
 * @param operation name of the operation that created it
 * @param state in the words of the document's {@code x-lifecycle}: a state on the way, or an
 *     outcome
 * @param finished whether the state is an outcome
 * @param completed whether there is a result; false for what has failed
 * @param progress percent; missing for what has failed
 * @param scenario how it goes
 * @param client who pays: a digest of the credentials, never the credentials
 * @param parent id of the task that it extends
 * @param prompt what the client asked for, if the request has such a text
 * @param created when it was created; earlier if it was moved on by hand
 * @param length from its creation to its end, if nobody intervenes
 * @param nextChange when its state changes next; missing if it will not
 * @param video where the video is, if there is one
 * @param thumbnail where a picture of the video is, if there is one
 */
public record MockTask(
    String id,
    String document,
    String operation,
    String state,
    boolean finished,
    boolean completed,
    Optional<Integer> progress,
    String scenario,
    String client,
    Optional<String> parent,
    Optional<String> prompt,
    Instant created,
    Duration length,
    Optional<Instant> nextChange,
    Optional<URI> video,
    Optional<URI> thumbnail) {}
