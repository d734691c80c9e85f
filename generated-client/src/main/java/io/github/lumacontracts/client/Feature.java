package io.github.lumacontracts.client;

/** Something that one provider can do and another cannot, see {@link Capabilities}. */
public enum Feature {
  /** An image that the video begins with. */
  START_FRAME,
  /** An image that the video ends with. */
  END_FRAME,
  /** Frames that are files or bytes of the caller, rather than addresses. */
  FRAME_UPLOAD,
  /** The shape of the picture. */
  ASPECT_RATIO,
  /** A video whose end meets its start. */
  LOOP,
  /** Leave to the provider to improve the prompt. */
  ENHANCE,
  /** The length of the video. */
  DURATION,
  /** The resolution of the video. */
  RESOLUTION,
  /** Tell an address of the caller what becomes of the task. */
  WEBHOOK,
  /** A secret that comes with each webhook. */
  WEBHOOK_SECRET,
  /** Continue a completed video. */
  EXTEND,
  /** Read several tasks with one call. */
  BATCH,
  /** Say what is left of the caller's money. */
  BALANCE
}
