/**
 * Measures the stub server beside its peers: {@code ServerBenchmark} over HTTP, the {@code
 * *Benchmark} classes with JMH inside.
 */
@NullMarked
package io.github.lumacontracts.mock.benchmarks;

import org.jspecify.annotations.NullMarked;
