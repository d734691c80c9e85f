package io.github.lumacontracts.mock.internal.task;

import java.util.Optional;

/** Where the media of tasks are served. */
public interface MediaAddresses {
  /** Nobody serves media: the examples keep theirs. */
  MediaAddresses NONE =
      new MediaAddresses() {
        @Override
        public Optional<String> video(TaskKey task) {
          return Optional.empty();
        }

        @Override
        public Optional<String> thumbnail(TaskKey task) {
          return Optional.empty();
        }
      };

  Optional<String> video(TaskKey task);

  Optional<String> thumbnail(TaskKey task);
}
