package io.github.lumacontracts.mock.internal.http;

/** One header line. */
public record Header(String name, String value) {}
